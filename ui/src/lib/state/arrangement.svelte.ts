/** What of the accounts the popup shows, and how: the order, the filter, the groups and their folds. */
import { SvelteMap } from "svelte/reactivity";

import { messages } from "../i18n";
import type { AccountView } from "../ipc/generated/Snapshot";
import type { AppState } from "./app.svelte";
import { foldOf, type Fold, type Group, grouped, MANY, shownOf } from "./groups";
import { kept } from "./kept";
import { arranged, placed, sameOrder, type Side } from "./order";
import { matching } from "./search";

export class Arrangement {
  /** What is looked for; empty for everything. */
  query = $state("");
  /** The field was asked for though there are few. */
  wanted = $state(false);
  /** What happened, for whoever cannot see it. */
  said = $state("");

  readonly order = $derived.by(() => this.#orderNow());
  readonly accounts = $derived.by(() => arranged(this.#known, this.order));
  readonly many = $derived.by(() => this.accounts.length > MANY);
  /** Null where everything is shown. */
  readonly found = $derived.by(() => (this.query.trim() === "" ? null : matching(this.accounts, this.query)));
  /** Null where there are too few to group, or some are looked for. */
  readonly groups = $derived.by(() => (this.many && this.found === null ? grouped(this.accounts) : null));
  readonly filterShown = $derived.by(() => this.many || this.wanted);

  #app: AppState;
  /** The snapshot's accounts; one that did not change is the same object as before, which ends all work on it here. */
  readonly #known = $derived.by(() => (this.#last = kept(this.#last, this.#app.accounts)));
  #last: readonly AccountView[] = [];
  #folds = new SvelteMap<string, Fold>();
  /** Shown at once, before the snapshot has it; undefined when nothing is on its way. */
  #wish = $state.raw<string[] | null | undefined>(undefined);
  /** The order that the wish is to replace. While the snapshot still has it, the wish holds. */
  #before: string[] | null = null;
  #underWay = $state(0);

  constructor(app: AppState) {
    this.#app = app;
  }

  fold(group: Group): Fold {
    return foldOf(group, this.#folds.get(group.provider));
  }

  setFold(group: Group, fold: Fold): void {
    this.#folds.set(group.provider, fold);
  }

  shown(group: Group): AccountView[] {
    return shownOf(group, this.fold(group));
  }

  /** The popup is shown anew: with everything in it, and trouble open. */
  reset(): void {
    this.#folds.clear();
    this.said = "";
    this.stopFiltering();
  }

  stopFiltering(): void {
    this.query = "";
    this.wanted = false;
  }

  /** Puts an account next to another of those shown with it, and says where it is now. */
  put(id: string, side: Side, beside: string, among: readonly AccountView[]): void {
    const ids = this.#ids();
    const next = placed(ids, id, side, beside);
    if (sameOrder(ids, next)) return;
    void this.#wishFor(next);
    const shown = placed(
      among.map((account) => account.id),
      id,
      side,
      beside,
    );
    const label = among.find((account) => account.id === id)?.label ?? "";
    this.said = messages.popup.moved(label, shown.indexOf(id) + 1, shown.length);
  }

  /** One place up or down among those shown with it. */
  step(id: string, by: -1 | 1, among: readonly AccountView[]): void {
    const beside = among[among.findIndex((account) => account.id === id) + by];
    if (beside !== undefined) this.put(id, by < 0 ? "before" : "after", beside.id, among);
  }

  /** The same for a whole group. */
  stepGroup(provider: string, by: -1 | 1): void {
    const from = (this.groups ?? []).findIndex((group) => group.provider === provider);
    if (from >= 0) this.putGroup(from, from + by);
  }

  /** Puts the group at one place to another. */
  putGroup(from: number, to: number): void {
    const groups = this.groups ?? [];
    const [moved, beside] = [groups[from], groups[to]];
    if (moved === undefined || beside === undefined) return;
    const names = groups.map((group) => group.provider);
    const order = placed(names, moved.provider, to < from ? "before" : "after", beside.provider);
    const sorted = order.flatMap((name) => groups.filter((group) => group.provider === name));
    void this.#wishFor(sorted.flatMap((group) => group.accounts.map((account) => account.id)));
    this.said = messages.popup.moved(moved.name, to + 1, order.length);
  }

  async urgentFirst(): Promise<void> {
    await this.#wishFor(null);
    if (this.order === null) this.said = messages.popup.urgentFirstNow;
  }

  /** All accounts as they stand on the page, group by group where there are groups. */
  #ids(): string[] {
    const shown = this.groups?.flatMap((group) => group.accounts) ?? this.accounts;
    return shown.map((account) => account.id);
  }

  #orderNow(): string[] | null {
    const own = this.#app.snapshot?.interface.order ?? null;
    const wish = this.#wish;
    if (wish === undefined) return own;
    return this.#underWay > 0 || sameOrder(own, this.#before) ? wish : own;
  }

  async #wishFor(order: string[] | null): Promise<void> {
    const own = () => this.#app.snapshot?.interface.order ?? null;
    this.#before = own();
    this.#wish = order;
    this.#underWay += 1;
    this.#app.error = null;
    const done = await this.#app.run(() => this.#app.backend.setOrder({ accounts: order }).then(() => true));
    this.#before = own();
    // What could not be saved is not pretended.
    if (done === null) this.#wish = undefined;
    this.#underWay -= 1;
  }
}
