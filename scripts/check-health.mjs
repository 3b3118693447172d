// The health check of the image: whether the server of this container answers. Health wants no key.
const port = process.env.DEPECHE_PORT || 8787;
try {
  const { status } = await fetch(`http://127.0.0.1:${port}/v1/health`);
  if (status !== 200) throw new Error(`health answered ${status}`);
} catch (error) {
  console.error(`depeche: ${error.message}`);
  process.exitCode = 1;
}
