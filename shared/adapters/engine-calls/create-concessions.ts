/**
 * Models differ in what they may be asked for and say so by refusing the request. `wishes` are what every model is asked
 * for at first, each with how a refusal names it; of several that a refusal could mean, the first goes.
 */
export function createConcessions<Wish extends string>(wishes: Readonly<Record<Wish, RegExp>>) {
  const granted = new Set(Object.keys(wishes) as Wish[]);
  return {
    /**
     * Runs `attempt`, which is told what to ask for. `readRefusal` gives the words in which a request was refused, of which a
     * wish may be the reason: then it is dropped, from all later requests too, and the attempt made again, which costs
     * nothing, since a request that is refused is not billed. Throws what the last attempt throws; none
     * is made after the signal aborted.
     */
    async ask<Answer>(
      attempt: (wishes: ReadonlySet<Wish>) => Promise<Answer>,
      readRefusal: (error: unknown) => string | undefined,
      signal?: AbortSignal,
    ): Promise<Answer> {
      for (;;) {
        const asked: ReadonlySet<Wish> = new Set(granted);
        try {
          return await attempt(asked);
        } catch (error) {
          const refusal = readRefusal(error);
          const refused = [...asked].find((wish) => refusal !== undefined && wishes[wish].test(refusal));
          if (refused === undefined) throw error;
          granted.delete(refused);
          if (signal?.aborted) throw error;
        }
      }
    },
  };
}
