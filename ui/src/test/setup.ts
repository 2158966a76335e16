import "@testing-library/jest-dom/vitest";

// jsdom draws nothing, so it has none of these.
Element.prototype.scrollIntoView = () => undefined;

HTMLCanvasElement.prototype.getContext = () => null;

HTMLDialogElement.prototype.showModal = function showModal() {
  this.open = true;
};
HTMLDialogElement.prototype.close = function close() {
  if (!this.open) return;
  this.open = false;
  this.dispatchEvent(new Event("close"));
};

// Nothing is measured and no medium changes; `canvas.ts` pretends more for charts.
globalThis.ResizeObserver = class {
  observe = () => undefined;
  unobserve = () => undefined;
  disconnect = () => undefined;
};
globalThis.matchMedia = () => Object.assign(new EventTarget(), { matches: false }) as MediaQueryList;
