/** How something stands, in colour and shape. */
export type Tone = "ok" | "low" | "critical" | "empty" | "failing" | "unknown" | "paused";
