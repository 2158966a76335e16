/** What the pretended providers answered, in their documented shapes, the key taken out. */
import type { LastAnswer } from "../generated/LastAnswer";
import type { AccountView } from "../generated/Snapshot";

type Answer = Omit<LastAnswer, "at">;

export function answerOf(account: AccountView): Answer {
  const { failure } = account;
  switch (failure?.kind) {
    case undefined:
      return good(account);
    case "not_json":
      return text(
        200,
        "<!doctype html>\n<title>Welcome to the hotel's network</title>\n<p>Room and name, please.</p>\n",
      );
    case "blocked_too_large":
      return {
        ...text(200, `{"success":true,"items":[${'{"id":1,"note":"'.padEnd(3000, "n")}`),
        truncated: true,
      };
    default:
      return text(failure?.httpStatus ?? 500, JSON.stringify({ error: failure?.message ?? "" }));
  }
}

function good(account: AccountView): Answer {
  const left = account.reading?.meters.find((meter) => meter.primary)?.remaining ?? "null";
  return text(200, (BODIES[account.provider] ?? BODIES["crun"])?.(left) ?? "{}");
}

/** Numbers are written as they came: a body is text. */
const BODIES: Record<string, (left: string) => string> = {
  srtgen: (left) =>
    `{"success":true,"user":{"name":"Alex Rivera","email":"alex@studio.example"},"credits":{"totalBalance":${left},"totalMonthlyCredits":1000,"extraCredits":250,"plans":[{"name":"Starter Plan","status":"active","balance":1000,"total":1000,"resetTime":"2026-11-29T17:48:46.000Z"}]},"storage":{"usage":209715200,"limit":10737418240},"updatedAt":"2026-11-20T09:56:24.000Z"}`,
  crun: (left) => `{"code":200,"message":"success","data":{"balance":${left},"api_key":"•••"}}`,
  supertone: (left) => `{"balance":${left}}`,
  structocr: (left) =>
    `{"period":{"start":"2026-11-01T00:00:00.000Z","end":"2026-11-30T23:59:59.000Z"},"account":{"credits_total":50569,"credits_used":1720,"credits_remaining":${left},"credits_this_period":337,"requests_this_period":206,"error_rate":"4.37%","avg_latency_ms":2720},"this_key":{"credits_used":79,"requests":45,"error_rate":"2.22%","avg_latency_ms":2424}}`,
  sociavault: (left) => `{"credits":${left},"subscriptionStatus":"active","subscriptionId":"sub_1234567890"}`,
};

function text(httpStatus: number, body: string): Answer {
  return { httpStatus, body, truncated: false };
}
