import { describe, expect, it } from "vitest";

import { MAX_POPUP_HEIGHT, PopupFit } from "./popup-fit";

describe("the popup's height", () => {
  it("is asked for once, in whole pixels, up to the most", () => {
    const fit = new PopupFit();
    expect(fit.next(200.2, 0)).toBe(201);
    expect(fit.next(200.9, 10)).toBeNull();
    expect(fit.next(9000, 20)).toBe(MAX_POPUP_HEIGHT);
    expect(fit.next(9001, 30)).toBeNull();
  });

  it("does not follow a content that answers to the window", () => {
    const fit = new PopupFit();
    const asked = [300, 316, 300, 316, 300].map((height, index) => fit.next(height, index * 16));
    expect(asked).toEqual([300, 316, null, null, null]);
  });

  it("does shrink again when the content did later", () => {
    const fit = new PopupFit();
    fit.next(300, 0);
    fit.next(400, 1000);
    expect(fit.next(300, 2000)).toBe(300);
  });

  it("asks anew when the window is shown again", () => {
    const fit = new PopupFit();
    fit.next(300, 0);
    fit.reset();
    expect(fit.next(300, 10)).toBe(300);
  });

  it("asks for nothing while nothing is laid out", () => {
    expect(new PopupFit().next(0, 0)).toBeNull();
    expect(new PopupFit().next(Number.NaN, 0)).toBeNull();
  });
});
