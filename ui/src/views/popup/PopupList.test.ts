/** The popup's list: order, groups, filter, and the lines of the last days. */
import { fireEvent, screen, within } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";

import { messages } from "../../lib/i18n";
import { ipcError } from "../../lib/ipc/fake";
import { settle, show } from "../../test/show";

const cards = () =>
  screen.queryAllByRole("article").map((card) => card.dataset["testid"]?.replace("card-", ""));
const focusedOn = () => {
  const { card, group, more, testid } = (document.activeElement as HTMLElement).dataset;
  return card ?? group ?? more ?? testid;
};
const said = () => screen.getByTestId("said").textContent;
const header = (provider: string) =>
  within(screen.getByTestId(`group-${provider}`)).getAllByRole("button")[0] as HTMLElement;
const groups = () => screen.getAllByTestId(/^group-/).map((group) => group.dataset["testid"]?.slice(6));

describe("the person's own order", () => {
  const URGENT = ["sociavault", "crun", "srtgen", "structocr", "supertone"];

  it("is made with Alt and the arrow keys, said, and kept by the focus", async () => {
    const { user, args } = await show({ scenario: "fine" });
    expect(cards()).toEqual(URGENT);
    await user.keyboard("{ArrowDown}{Alt>}{ArrowDown}{/Alt}");
    await settle();
    expect(args("set_order")).toEqual([
      { accounts: ["crun", "sociavault", "srtgen", "structocr", "supertone"] },
    ]);
    expect(cards()[1]).toBe("sociavault");
    expect(said()).toBe("SociaVault, place 2 of 5");
    expect(focusedOn()).toBe("sociavault");
    await user.keyboard("{Alt>}{ArrowUp}{ArrowUp}{/Alt}");
    await settle();
    expect(cards()).toEqual(URGENT);
    // At the top there is no further up.
    expect(args("set_order")).toHaveLength(2);
  });

  it("is left by one press, and there is no such press without it", async () => {
    const { user, args, backend } = await show({ scenario: "fine" });
    expect(screen.queryByTestId("own-order")).toBeNull();
    backend.push({ interface: { ...backend.current.interface, order: ["supertone"] } });
    await settle();
    expect(cards()).toEqual(["supertone", "sociavault", "crun", "srtgen", "structocr"]);
    await user.click(screen.getByTestId("urgent-first"));
    await settle();
    expect(args("set_order")).toEqual([{ accounts: null }]);
    expect(cards()).toEqual(URGENT);
    expect(screen.queryByTestId("own-order")).toBeNull();
    expect(said()).toBe(messages.popup.urgentFirstNow);
  });

  it("is shown before the program has answered, and given up where it cannot be saved", async () => {
    const { backend, user } = await show({ scenario: "fine" });
    let refuse: (error: unknown) => void = () => undefined;
    backend.setOrder = () => new Promise((_, reject) => (refuse = reject));
    await user.keyboard("{ArrowDown}{Alt>}{ArrowDown}{/Alt}");
    await settle();
    expect(cards()[0]).toBe("crun");
    // A snapshot that does not know of it yet changes nothing.
    backend.push({ offline: false });
    await settle();
    expect(cards()[0]).toBe("crun");
    refuse(ipcError("config_write"));
    await settle();
    expect(cards()).toEqual(URGENT);
    expect(screen.getByTestId("command-error")).toBeVisible();
  });

  it("stays while its snapshot is still on the way, and yields to a later one from elsewhere", async () => {
    const { backend, user } = await show({ scenario: "fine" });
    backend.setOrder = () => Promise.resolve();
    await user.keyboard("{ArrowDown}{Alt>}{ArrowDown}{/Alt}");
    await settle();
    expect(cards()[0]).toBe("crun");
    backend.push({ interface: { ...backend.current.interface, order: ["structocr"] } });
    await settle();
    expect(cards()[0]).toBe("structocr");
  });

  it("is nothing to choose for one account", async () => {
    const { user, args } = await show({ scenario: "one" });
    expect(screen.queryByTestId(/^grip-/)).toBeNull();
    await user.keyboard("{ArrowDown}{Alt>}{ArrowDown}{/Alt}");
    expect(args("set_order")).toEqual([]);
  });
});

describe("dragging a card by its grip", () => {
  /** Cards of 100 pixels, one below the other. */
  function layOut() {
    vi.spyOn(HTMLElement.prototype, "getBoundingClientRect").mockImplementation(function (this: HTMLElement) {
      const index = this.tagName === "LI" ? [...(this.parentElement?.children ?? [])].indexOf(this) : 0;
      return { top: index * 108, height: 100, bottom: index * 108 + 100 } as DOMRect;
    });
    HTMLElement.prototype.setPointerCapture = () => undefined;
  }
  const pointer = (on: HTMLElement, type: string, clientY: number, button = 0) => {
    const event = new MouseEvent(type, { clientY, button, bubbles: true, cancelable: true });
    return fireEvent(on, event);
  };

  it("puts it where it is let go, and nowhere before", async () => {
    layOut();
    const { args } = await show({ scenario: "fine" });
    const grip = screen.getByTestId("grip-sociavault");
    await pointer(grip, "pointerdown", 50);
    await pointer(grip, "pointermove", 52);
    expect(document.querySelector(".dragged")).toBeNull();
    await pointer(grip, "pointermove", 250);
    expect(document.querySelector(".dragged")).toContainElement(grip);
    expect(screen.getByTestId("card-crun").parentElement?.style.transform).toBe("translateY(-108px)");
    expect(args("set_order")).toEqual([]);
    await pointer(grip, "pointerup", 250);
    await settle();
    expect(args("set_order")).toEqual([
      { accounts: ["crun", "srtgen", "sociavault", "structocr", "supertone"] },
    ]);
    expect(document.querySelector(".dragged")).toBeNull();
    expect(screen.getByTestId("card-crun").parentElement?.style.transform).toBe("");
    expect(said()).toBe("SociaVault, place 3 of 5");
  });

  it("moves a whole group by its header", async () => {
    layOut();
    const { args } = await show({ scenario: "sixty" });
    const grip = screen.getByTestId("grip-group-structocr");
    await pointer(grip, "pointerdown", 158);
    await pointer(grip, "pointermove", 20);
    await pointer(grip, "pointerup", 20);
    await settle();
    expect(groups().slice(0, 2)).toEqual(["structocr", "crun"]);
    const [{ accounts }] = args("set_order") as [{ accounts: string[] }];
    expect(accounts.slice(0, 8).every((id) => id.startsWith("structocr-"))).toBe(true);
    expect(accounts).toHaveLength(60);
    expect(said()).toBe("StructOCR, place 1 of 6");
  });

  it.each(["pointercancel", "lostpointercapture", "Escape"])("is given up by %s", async (way) => {
    layOut();
    const { args, user } = await show({ scenario: "fine" });
    const grip = screen.getByTestId("grip-sociavault");
    await pointer(grip, "pointerdown", 50);
    await pointer(grip, "pointermove", 250);
    if (way === "Escape") await user.keyboard("{Escape}");
    else await pointer(grip, way, 250);
    await pointer(grip, "pointerup", 250);
    await settle();
    expect(args("set_order")).toEqual([]);
    expect(args("close_window")).toEqual([]);
    expect(document.querySelector(".dragged")).toBeNull();
  });

  it("ends when the list becomes another, and does not begin with another button", async () => {
    layOut();
    const { args, backend } = await show({ scenario: "fine" });
    const grip = screen.getByTestId("grip-sociavault");
    await pointer(grip, "pointerdown", 50, 2);
    await pointer(grip, "pointermove", 250);
    expect(document.querySelector(".dragged")).toBeNull();
    await pointer(grip, "pointerdown", 50);
    await pointer(grip, "pointermove", 250);
    backend.push({ accounts: backend.current.accounts.slice(0, 3) });
    await settle();
    expect(document.querySelector(".dragged")).toBeNull();
    await pointer(grip, "pointerup", 250);
    expect(args("set_order")).toEqual([]);
  });
});

describe("many accounts", () => {
  it("are grouped by provider, the most urgent first, with trouble open and calm folded", async () => {
    await show({ scenario: "sixty" });
    expect(groups()).toEqual(["crun", "structocr", "srtgen", "sociavault", "supertone"]);
    expect(header("crun")).toHaveAccessibleName("Crun Empty · 1 of 22");
    expect(header("crun")).toHaveAttribute("aria-expanded", "true");
    expect(header("srtgen")).toHaveAccessibleName("SRTGen Fine · 14");
    expect(header("srtgen")).toHaveAttribute("aria-expanded", "false");
    // Those in trouble, and the provider with one account, which needs no group.
    expect(cards()).toEqual(["crun-2", "crun-3", "crun-1", "crun-4", "structocr-1", "house-gateway-1"]);
    expect(screen.queryByText("Crun", { selector: ".provider" })).toBeNull();
  });

  it("unfold and fold by pointer", async () => {
    const { user } = await show({ scenario: "sixty" });
    await user.click(screen.getByTestId("more-crun"));
    expect(cards()).toHaveLength(24);
    expect(screen.getByTestId("more-crun")).toHaveTextContent("Show fewer");
    await user.click(screen.getByTestId("more-crun"));
    expect(cards()).toHaveLength(6);
    await user.click(header("srtgen"));
    expect(cards()).toHaveLength(20);
    await user.click(header("crun"));
    expect(cards()).toHaveLength(16);
    expect(screen.queryByTestId("more-crun")).toBeNull();
  });

  it("are walked through, folded and unfolded by the arrow keys", async () => {
    const { user } = await show({ scenario: "sixty" });
    await user.keyboard("{ArrowDown}");
    expect(focusedOn()).toBe("crun");
    await user.keyboard("{ArrowRight}");
    expect(cards()).toHaveLength(24);
    await user.keyboard("{ArrowRight}{ArrowDown}");
    expect(focusedOn()).toBe("crun-3");
    await user.keyboard("{ArrowLeft}");
    expect(focusedOn()).toBe("crun");
    await user.keyboard("{ArrowLeft}");
    expect(cards()).toEqual(["structocr-1", "house-gateway-1"]);
    await user.keyboard("{ArrowRight}");
    expect(cards()).toHaveLength(6);
    await user.keyboard("{End}");
    expect(focusedOn()).toBe("supertone");
    await user.keyboard("{Home}{ArrowUp}");
    expect(focusedOn()).toBe("filter");
  });

  it("are given another place within their group, and groups as a whole", async () => {
    const { user, args } = await show({ scenario: "sixty" });
    await user.keyboard("{ArrowDown}{ArrowDown}{Alt>}{ArrowDown}{/Alt}");
    await settle();
    expect(cards().slice(0, 2)).toEqual(["crun-3", "crun-2"]);
    expect(said()).toBe("Archive 2, place 2 of 4");
    await user.keyboard("{Home}{Alt>}{ArrowDown}{/Alt}");
    await settle();
    expect(groups().slice(0, 2)).toEqual(["structocr", "crun"]);
    expect(said()).toBe("Crun, place 2 of 6");
    expect(focusedOn()).toBe("crun");
    const order = (args("set_order").at(-1) as { accounts: string[] }).accounts;
    expect(new Set(order).size).toBe(60);
    expect(order.slice(0, 8).every((id) => id.startsWith("structocr-"))).toBe(true);
  });

  it("open anew with trouble open, each time the popup is shown", async () => {
    const { user, backend } = await show({ scenario: "sixty" });
    await user.click(header("crun"));
    screen.getByRole("main").scrollTop = 300;
    await user.type(screen.getByTestId("filter"), "nord");
    backend.show({ kind: "popup" });
    await settle();
    expect(screen.getByRole("main").scrollTop).toBe(0);
    expect(document.body).toHaveFocus();
    expect(screen.getByTestId("filter")).toHaveValue("");
    expect(cards()).toHaveLength(6);
  });
});

describe("the filter", () => {
  it("is there with many, and opened by / with few; nothing is typed by it", async () => {
    const { user } = await show({ scenario: "fine" });
    expect(screen.queryByTestId("filter")).toBeNull();
    await user.keyboard("/");
    expect(screen.getByTestId("filter")).toHaveFocus();
    expect(screen.getByTestId("filter")).toHaveValue("");
  });

  it("begins with the first letter typed, finds by label and provider, and says how many", async () => {
    const { user, args } = await show({ scenario: "mixed" });
    await user.keyboard("superton");
    await settle();
    expect(screen.getByTestId("filter")).toHaveValue("superton");
    expect(cards()).toEqual(["supertone-voice", "supertone-null"]);
    expect(said()).toBe("2 accounts found");
    expect(args("refresh")).toHaveLength(1);
    await user.keyboard("e trial");
    expect(said()).toBe("1 account found");
    await user.keyboard("{Enter}");
    expect(args("open_main")).toEqual([{ section: null, account: "supertone-null", adding: false }]);
    await user.keyboard("x");
    expect(cards()).toEqual([]);
    expect(said()).toBe("No account found");
    expect(screen.getByText(messages.popup.nothingFound)).toBeVisible();
  });

  it("takes the keys that are for text, and none of the popup's", async () => {
    const { user, args } = await show({ scenario: "fine" });
    await user.keyboard("/r/{Home}x{End}");
    expect(screen.getByTestId("filter")).toHaveValue("xr/");
    expect(screen.getByTestId("filter")).toHaveFocus();
    await user.keyboard("{Control>}r{/Control}");
    expect(args("refresh")).toContainEqual({ accounts: null, onlyStale: false });
  });

  it("is cleared by Escape first, which closes the popup then", async () => {
    const { user, args } = await show({ scenario: "fine" });
    await user.keyboard("inv{ArrowDown}");
    expect(focusedOn()).toBe("structocr");
    await user.keyboard("{Escape}");
    await settle();
    expect(args("close_window")).toEqual([]);
    expect(screen.queryByTestId("filter")).toBeNull();
    expect(cards()).toHaveLength(5);
    expect(focusedOn()).toBe("sociavault");
    // There is no field above it to go to any more.
    await user.keyboard("{ArrowUp}");
    expect(focusedOn()).toBe("sociavault");
    await user.keyboard("{Escape}");
    expect(args("close_window")).toHaveLength(1);
  });

  it("has a button to clear it, and shows the rest of many on request", async () => {
    const { user } = await show({ scenario: "many" });
    await user.type(screen.getByTestId("filter"), "client");
    expect(said()).toBe("60 accounts found");
    expect(cards()).toHaveLength(15);
    await user.click(screen.getByTestId("more-found"));
    expect(cards()).toHaveLength(60);
    await user.click(screen.getByTestId("clear-filter"));
    expect(screen.getByTestId("filter")).toHaveFocus();
    expect(screen.getByTestId("filter")).toHaveValue("");
    expect(groups()).toHaveLength(5);
  });

  it("keeps the window's height, and has no order to change", async () => {
    const heights = [300, 200, 100];
    vi.spyOn(HTMLElement.prototype, "getBoundingClientRect").mockImplementation(
      () => ({ height: heights.at(-1) ?? 0 }) as DOMRect,
    );
    const { user, args } = await show({ scenario: "fine" });
    const asked = args("fit_popup").length;
    await user.keyboard("crun");
    heights.pop();
    await settle();
    expect(args("fit_popup")).toHaveLength(asked);
    expect(screen.queryByTestId("grip-crun")).toBeNull();
    await user.keyboard("{ArrowDown}{Alt>}{ArrowUp}{/Alt}");
    expect(args("set_order")).toEqual([]);
  });
});

describe("the lines of the last days", () => {
  const line = (id: string) => screen.getByTestId(`trend-${id}`).querySelector("path.line");

  it("are asked for after the balances are there, each time the popup is shown", async () => {
    const { backend, calls, args } = await show({ scenario: "fine" });
    await vi.waitFor(() => expect(args("trends")).toHaveLength(1));
    const names = calls.map((call) => call.name);
    expect(names.indexOf("trends")).toBeGreaterThan(names.indexOf("snapshot"));
    await vi.waitFor(() => expect(line("crun")).not.toBeNull());
    backend.show({ kind: "popup" });
    await vi.waitFor(() => expect(args("trends")).toHaveLength(2));
  });

  it("have their room before they are known, and are told in words when they are", async () => {
    const { backend } = await show({ scenario: "fine" });
    backend.trends = () => Promise.resolve([{ account: "crun", points: [1, null, 0.4, 0.2] }]);
    backend.show({ kind: "popup" });
    await vi.waitFor(() => expect(line("crun")).toHaveAttribute("d", "M0 2h.01M66.7 11.6L100 14.8"));
    expect(screen.getByTestId("trend-crun").querySelector("svg")).toHaveAttribute("aria-hidden", "true");
    expect(document.querySelector("[data-card=crun]")).toHaveAccessibleDescription(
      new RegExp(messages.popup.trend.falling),
    );
    await settle();
    expect(screen.getByTestId("trend-srtgen")).toBeInTheDocument();
    expect(line("srtgen")).toBeNull();
  });

  it("are missed by nobody where there is nothing to draw, and cost nothing where they cannot be read", async () => {
    const { backend, args } = await show({ scenario: "mixed" });
    expect(screen.queryByTestId("trend-supertone-null")).toBeNull();
    expect(screen.queryByTestId("trend-crun-new")).toBeNull();
    const failing = vi.fn(() => Promise.reject(ipcError("history")));
    backend.trends = failing;
    backend.show({ kind: "popup" });
    await vi.waitFor(() => expect(failing).toHaveBeenCalled());
    await settle();
    expect(screen.queryByTestId("command-error")).toBeNull();
    expect(args("trends").length).toBeLessThanOrEqual(1);
  });

  it("are not asked for without an account", async () => {
    const { args } = await show({ scenario: "empty" });
    await vi.waitFor(() => expect(args("painted")).toHaveLength(1));
    await settle();
    expect(args("trends")).toEqual([]);
  });
});
