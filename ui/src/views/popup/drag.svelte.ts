/** Dragging one card of a list to another place, by mouse, pen or finger. Nothing is decided before it is let go. */
import { type Box, landing, makingWay } from "../../lib/state/order";

/** So far a press is still a press, in pixels. */
const SLACK = 4;
/** So near to the list's edge the list scrolls along, and so far with each frame. */
const EDGE = 36;
const PACE = 7;

interface Dragging {
  from: number;
  to: number;
  offset: number;
  boxes: Box[];
}

export class Drag {
  /** Null while nothing is dragged. */
  now = $state.raw<Dragging | null>(null);

  #drop: (from: number, to: number) => void;
  #end: (() => void) | null = null;

  constructor(drop: (from: number, to: number) => void) {
    this.#drop = drop;
  }

  /** Where what lies at this place is drawn meanwhile; null for where it lies. */
  transform(index: number): string | null {
    if (this.now === null) return null;
    const { boxes, from, to, offset } = this.now;
    const shift = index === from ? offset : makingWay(boxes, from, to, index);
    return `translateY(${shift}px)`;
  }

  /** A press on the handle in the list's child at this place. */
  begin(event: PointerEvent, from: number): void {
    const handle = event.currentTarget as HTMLElement;
    const list = handle.parentElement?.parentElement;
    if (event.button !== 0 || this.#end !== null || !list) return;
    event.preventDefault();
    handle.setPointerCapture(event.pointerId);
    const scroller = list.closest<HTMLElement>("[data-scroller]");
    const boxes = [...list.children].map((child): Box => {
      const { top, height } = child.getBoundingClientRect();
      return { top, height };
    });
    const scrolled = () => scroller?.scrollTop ?? 0;
    const [startY, startScroll] = [event.clientY, scrolled()];
    let y = startY;
    let frame = 0;

    const follow = () => {
      const offset = y - startY + scrolled() - startScroll;
      if (this.now === null && Math.abs(offset) < SLACK) return;
      this.now = { boxes, from, offset, to: landing(boxes, from, offset) };
    };
    // Frame by frame, and only while the pointer rests at the edge.
    const scrollAlong = () => {
      frame = 0;
      if (scroller === null || this.now === null) return;
      const { top, bottom } = scroller.getBoundingClientRect();
      const before = scrolled();
      scroller.scrollTop += y < top + EDGE ? -PACE : y > bottom - EDGE ? PACE : 0;
      if (scrolled() === before) return;
      follow();
      frame = requestAnimationFrame(scrollAlong);
    };
    const move = (moved: PointerEvent) => {
      y = moved.clientY;
      follow();
      if (frame === 0) frame = requestAnimationFrame(scrollAlong);
    };
    const finish = (dropped: boolean) => {
      const last = this.now;
      this.#end?.();
      if (dropped && last !== null && last.to !== last.from) this.#drop(last.from, last.to);
    };
    const up = () => finish(true);
    const cancel = () => finish(false);
    const key = (pressed: KeyboardEvent) => {
      if (pressed.key !== "Escape") return;
      // It ends the dragging, not the popup.
      pressed.preventDefault();
      pressed.stopImmediatePropagation();
      cancel();
    };
    handle.addEventListener("pointermove", move);
    handle.addEventListener("pointerup", up);
    handle.addEventListener("pointercancel", cancel);
    handle.addEventListener("lostpointercapture", cancel);
    window.addEventListener("keydown", key, true);
    scroller?.addEventListener("scroll", follow);
    this.#end = () => {
      this.#end = null;
      this.now = null;
      cancelAnimationFrame(frame);
      handle.removeEventListener("pointermove", move);
      handle.removeEventListener("pointerup", up);
      handle.removeEventListener("pointercancel", cancel);
      handle.removeEventListener("lostpointercapture", cancel);
      window.removeEventListener("keydown", key, true);
      scroller?.removeEventListener("scroll", follow);
    };
  }

  /** The list is gone, or something else in its place. */
  cancel(): void {
    this.#end?.();
  }
}
