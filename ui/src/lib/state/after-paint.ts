/** A hidden window paints nothing, so nothing that must happen may wait for it for longer than this. */
const PATIENCE = 400;

/** Calls back once after what is in the document now has been painted; soon, at any rate. */
export function afterPaint(callback: () => void): void {
  let called = false;
  const once = () => {
    if (called) return;
    called = true;
    clearTimeout(fallback);
    callback();
  };
  const fallback = setTimeout(once, PATIENCE);
  // The second frame begins when the first has been handed over.
  requestAnimationFrame(() => requestAnimationFrame(once));
}
