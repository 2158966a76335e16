/**
 * What a chart needs of a browser and jsdom lacks: a canvas that is drawn on and notes what was written on it, and a size for
 * whatever is measured.
 */
export const WIDTH = 800;
export const HEIGHT = 320;

/** What the canvases of this test were written on with, the latest last. */
export const written: string[] = [];

class Path {
  moveTo = () => undefined;
  lineTo = () => undefined;
  rect = () => undefined;
  arc = () => undefined;
  closePath = () => undefined;
  addPath = () => undefined;
}

/** Each method does nothing, each property keeps what it is given. */
function context(): CanvasRenderingContext2D {
  const kept: Record<string, unknown> = {
    measureText: (text: string) => ({ width: text.length * 7 }),
    fillText: (text: string) => void written.push(text),
  };
  return new Proxy(kept, {
    get: (target, name: string) => target[name] ?? (() => undefined),
  }) as unknown as CanvasRenderingContext2D;
}

class Observer {
  readonly #callback: ResizeObserverCallback;

  constructor(callback: ResizeObserverCallback) {
    this.#callback = callback;
  }

  observe(target: Element): void {
    queueMicrotask(() => {
      this.#callback([{ target } as ResizeObserverEntry], this);
    });
  }

  unobserve = () => undefined;
  disconnect = () => undefined;
}

export function pretendCanvas(): void {
  written.length = 0;
  HTMLCanvasElement.prototype.getContext = (() => context()) as unknown as HTMLCanvasElement["getContext"];
  Object.assign(globalThis, { Path2D: Path });
  globalThis.ResizeObserver = Observer;
  for (const [name, value] of [
    ["clientWidth", WIDTH],
    ["clientHeight", HEIGHT],
  ] as const)
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => value });
  // uPlot asks for its plotting area's place when the pointer moves.
  HTMLElement.prototype.getBoundingClientRect = () => new DOMRect(0, 0, WIDTH, HEIGHT);
}
