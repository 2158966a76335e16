/** What the five providers answer, with every field that their documentation names. */
import type { ReadingView } from "../generated/Snapshot";
import { type At, fact, meter, plan, primary, reading } from "./build";

export function srtgen(at: At, credits = "1250"): ReadingView {
  return reading(
    [
      primary(credits, { label: "All usable credits" }),
      meter({ id: "monthly", label: "Monthly credits", remaining: "1000", limit: "1000", resetsAt: at(219) }),
      meter({ id: "extra", label: "Extra credits", remaining: "250" }),
      meter({
        id: "storage",
        label: "Cloud storage",
        unit: "bytes",
        used: "209715200",
        limit: "10737418240",
      }),
    ],
    {
      plans: [plan("Starter Plan", { remaining: "1000", limit: "1000", resetsAt: at(219) })],
      facts: [fact("user_name", "Name", "Alex Rivera"), fact("user_email", "E-mail", "alex@studio.example")],
      asOf: at(-0.06),
    },
  );
}

export function crun(_at: At, credits = "1000"): ReadingView {
  return reading([primary(credits, { label: "Balance" })]);
}

export function supertone(_at: At, credits: string | null = "8640.5"): ReadingView {
  return reading([primary(credits, { label: "Balance" })]);
}

export function structocr(at: At, left = "48849", used = "1720", total = "50569"): ReadingView {
  const period = { start: at(-480), end: at(240) };
  return reading(
    [
      primary(left, { label: "Account credits", used, limit: total, limitIsLifetime: true }),
      meter({ id: "period_credits", label: "Credits this period", used: "337", period }),
      meter({ id: "period_requests", label: "Requests this period", unit: "requests", used: "206", period }),
      meter({ id: "key_credits", label: "Credits of this key", used: "79", period }),
      meter({ id: "key_requests", label: "Requests of this key", unit: "requests", used: "45", period }),
    ],
    {
      facts: [
        fact("error_rate", "Error rate", "4.37", "number", "%"),
        fact("avg_latency", "Average latency", "2720", "number", "ms"),
        fact("key_error_rate", "Error rate of this key", "2.22", "number", "%"),
        fact("key_avg_latency", "Average latency of this key", "2424", "number", "ms"),
      ],
    },
  );
}

export function sociavault(_at: At, credits = "950", status = "active"): ReadingView {
  return reading([primary(credits)], {
    status,
    facts: [fact("subscription_id", "Subscription", "sub_1234567890")],
  });
}

export function gateway(at: At, dollars = "12.5"): ReadingView {
  return reading([
    primary(dollars, { id: "usd", label: "Prepaid", unit: "USD" }),
    meter({ id: "cny", label: "Prepaid, second wallet", unit: "CNY", remaining: "36.2" }),
    meter({
      id: "grant",
      label: "Welcome grant",
      unit: "USD",
      remaining: "3.9999",
      limit: "5",
      expiresAt: at(500),
    }),
    meter({
      id: "speech",
      label: "Speech",
      unit: "seconds",
      remaining: "18360",
      limit: "36000",
      resetsAt: at(30),
    }),
    meter({ id: "pages", label: "Pages", unit: "pages", unlimited: true }),
  ]);
}
