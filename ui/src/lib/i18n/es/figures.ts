/** En español: cifras, proporciones y tiempos. */
import type { FigureTexts } from "../messages/figures";

export const figures = {
  amounts: {
    notReported: "Sin datos",
    notReportedHint: "El proveedor no dice cuánto queda.",
    unlimited: "Ilimitado",
    covered: "Oculto",
    used: "Consumidos",
    of: (whole) => `de ${whole}`,
    usedOf: (used, whole) => (whole === null ? `consumo: ${used}` : `consumo: ${used} de ${whole}`),
    ofUsed: (whole) => `de ${whole} consumidos`,
    ofLifetime: (whole) => `de ${whole} añadidos en total`,
  },
  units: {
    credits: { one: "crédito", other: "créditos" },
    characters: { one: "carácter", other: "caracteres" },
    seconds: { one: "segundo", other: "segundos" },
    requests: { one: "solicitud", other: "solicitudes" },
    pages: { one: "página", other: "páginas" },
  },
  level: {
    label: (account) => `${account}: parte restante`,
    ofLimit: (percent) => `queda el ${percent}`,
    ofHighWater: (percent) => `${percent} del máximo desde la última recarga`,
    used: (percent) => `${percent} consumido`,
    warningAt: (percent) => `aviso por debajo del ${percent}`,
  },
  times: {
    justNow: "ahora mismo",
    inAMoment: "en un momento",
    read: (age) => `leído ${age}`,
    resets: (when) => `se renueva ${when}`,
    resetDue: (when) => `debía renovarse ${when}`,
    expires: (when) => `caduca ${when}`,
    expired: (when) => `caducó ${when}`,
    askedAgainAt: (time) => `Nuevo intento a las ${time}.`,
    askedAgainSoon: "Se vuelve a intentar solo.",
  },
} satisfies FigureTexts;
