import { describe, expect, it } from "vitest";

import type { ArgsOf } from "../ipc/backend";
import { FakeBackend, ipcError } from "../ipc/fake";
import type { ChartView } from "../ipc/generated/ChartView";
import { AccountMeters, meterKey } from "./account-meters.svelte";
import { MeterHistory } from "./meter-history.svelte";

const NOW = Date.parse("2026-11-20T10:00:00Z");
const DAY = 86_400_000;
const CREDITS = { id: "credits", unit: "credits", label: "Credits", primary: true };

type Asked = ArgsOf<"meter_history">;

/** A history whose frames come when they are called, and whose backend can be made to wait. */
function open(account = "crun-renders") {
  const backend = new FakeBackend({ now: NOW });
  const asked: Asked[] = [];
  const held: (() => void)[] = [];
  let holding = false;
  const answer = backend.meterHistory.bind(backend);
  backend.meterHistory = async (args: Asked): Promise<ChartView> => {
    asked.push(args);
    if (holding) await new Promise<void>((resolve) => held.push(resolve));
    return answer(args);
  };
  const frames: (() => void)[] = [];
  const past = new MeterHistory(backend, account, CREDITS, (callback) => frames.push(callback));
  return {
    past,
    backend,
    asked,
    hold: () => (holding = true),
    /** Lets the answer to that question come. */
    release: async (number: number) => {
      held[number]?.();
      await rest();
    },
    frame: async () => {
      for (const callback of frames.splice(0)) callback();
      await rest();
    },
  };
}

const rest = () => new Promise((resolve) => setTimeout(resolve));
const view = (from: number, until: number) => ({ from: NOW + from * DAY, until: NOW + until * DAY });

describe("a meter's history", () => {
  it("first asks since when there is one", async () => {
    const { past, asked } = open();
    expect(past.known).toBe(false);
    await past.begin(NOW);
    expect(asked).toEqual([
      { account: "crun-renders", meter: "credits", unit: "credits", since: null, until: null, columns: 1 },
    ]);
    expect(past.known).toBe(true);
    expect(past.past?.until).toBe(NOW);
    expect(past.window).toEqual(view(-7, 0));
  });

  it("is none where nothing was read", async () => {
    const { past, frame } = open("crun-new");
    await past.begin(NOW);
    expect([past.known, past.past, past.window]).toEqual([true, null, null]);
    past.look(view(-1, 0), 100);
    await frame();
    expect(past.chart).toBeNull();
  });

  it("asks once a frame, for the last view and what leads into it", async () => {
    const { past, asked, frame } = open();
    await past.begin(NOW);
    for (const columns of [10, 20, 400]) past.look(view(-8, -4), columns);
    await frame();
    expect(asked.slice(1)).toEqual([
      {
        ...{ account: "crun-renders", meter: "credits", unit: "credits" },
        since: new Date(NOW - 10 * DAY).toISOString(),
        until: new Date(NOW - 2 * DAY).toISOString(),
        columns: 800,
      },
    ]);
    expect(past.line?.x.length).toBeGreaterThan(100);
  });

  it("asks for nothing beyond what there is, and for no more columns than are answered", async () => {
    const { past, asked, frame } = open();
    await past.begin(NOW);
    past.look(view(-1, 3), 4000);
    await frame();
    expect(asked.at(-1)).toMatchObject({ until: new Date(NOW).toISOString(), columns: 3000 });
    past.look(view(-20, -10), 3900);
    await frame();
    expect(asked.at(-1)?.columns).toBe(4000);
  });

  it("keeps what is drawn until the next has come, and drops what comes too late", async () => {
    const { past, frame, hold, release } = open();
    await past.begin(NOW);
    past.look(view(-7, 0), 300);
    await frame();
    const drawn = past.chart;
    hold();
    past.look(view(-6, -5), 300);
    await frame();
    past.look(view(-3, -2), 300);
    await frame();
    expect(past.chart).toBe(drawn);
    await release(1);
    const last = past.chart;
    expect(last).not.toBe(drawn);
    await release(0);
    expect(past.chart).toBe(last);
  });

  it("says why it could not be read, keeps what is drawn, and forgets that when it can", async () => {
    const { past, backend, frame } = open();
    await past.begin(NOW);
    past.look(view(-7, 0), 300);
    await frame();
    const drawn = past.chart;
    const readable = backend.meterHistory;
    backend.meterHistory = () => Promise.reject(ipcError("history"));
    past.look(view(-6, 0), 300);
    await frame();
    expect(past.error?.code).toBe("history");
    expect(past.chart).toBe(drawn);
    await past.begin(NOW);
    expect(past.past).not.toBeNull();
    backend.meterHistory = readable;
    past.look(view(-5, 0), 300);
    await frame();
    expect(past.error).toBeNull();
  });

  it("changes nothing once nobody looks", async () => {
    const { past, frame, hold, release } = open();
    await past.begin(NOW);
    hold();
    past.look(view(-7, 0), 300);
    await frame();
    past.stop();
    await release(0);
    expect(past.chart).toBeNull();
  });

  it("shows a whole range when one is chosen", async () => {
    const { past } = open();
    await past.begin(NOW);
    past.zoom = view(-5, -4);
    expect(past.window).toEqual(view(-5, -4));
    past.choose("30d");
    expect(past.window).toEqual(view(-30, 0));
    past.ahead = NOW + 3 * DAY;
    expect(past.window).toEqual(view(-30, 3));
  });

  it("takes a change's other name, or says why it did not", async () => {
    const { past, frame } = open();
    await past.begin(NOW);
    past.look(view(-7, 0), 300);
    await frame();
    expect(await past.relabel(7, "refund")).toBe(true);
    expect(past.chart?.rises).toMatchObject([{ id: 7, kind: "refund", detected: "top_up" }]);
    expect(await past.relabel(99, "refund")).toBe(false);
    expect(past.refusal?.code).toBe("unknown_change");
    expect(await past.relabel(7, null)).toBe(true);
    expect(past.refusal).toBeNull();
    expect(past.chart?.rises[0]?.kind).toBe("top_up");
  });
});

describe("the meters of an account", () => {
  it("begin with the one that it is judged by", async () => {
    const known = new AccountMeters(new FakeBackend({ now: NOW }), "srtgen-work");
    expect(known.meters).toBeNull();
    await known.load();
    expect(known.meters?.map(meterKey)).toEqual([
      "credits credits",
      "monthly credits",
      "extra credits",
      "storage bytes",
    ]);
    expect(known.rules?.share).toEqual({ warning: "20%", critical: "5%" });
  });

  it("are known even where the alert rules are not", async () => {
    const backend = new FakeBackend({ now: NOW });
    backend.alertRules = () => Promise.reject(ipcError("config_broken"));
    const known = new AccountMeters(backend, "crun-renders");
    await known.load();
    expect([known.meters?.length, known.rules, known.error]).toEqual([1, null, null]);
  });

  it("are not known where the history is not", async () => {
    const backend = new FakeBackend({ now: NOW });
    backend.meters = () => Promise.reject(ipcError("history"));
    const known = new AccountMeters(backend, "crun-renders");
    await known.load();
    expect([known.meters, known.error?.code]).toEqual([null, "history"]);
  });
});
