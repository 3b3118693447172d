/** Keeps answers back with `true`, and lets them go with `false`. */
export function createHold(set: (held: Promise<void> | undefined) => void): (isHeld: boolean) => void {
  let release = () => {};
  return (isHeld) => {
    if (!isHeld) {
      set(undefined);
      return release();
    }
    set(
      new Promise((resolve) => {
        release = resolve;
      }),
    );
  };
}
