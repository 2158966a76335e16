/** En español: la página de los proveedores. */
import type { ProvidersTexts } from "../messages/providers";

export const providers = {
  providers: {
    title: "Proveedores",
    lead: "Cada uno es un archivo que dice dónde consultar y qué significa la respuesta.",
    search: "Buscar proveedores",
    searchPlaceholder: "Nombre, host o lo que ofrece",
    shown: (shown, all) =>
      shown === all
        ? `${all} ${all === 1 ? "proveedor" : "proveedores"}`
        : `${shown} de ${all} ${all === 1 ? "proveedor" : "proveedores"}`,
    none: (query) => `Ningún proveedor coincide con «${query}».`,
    custom: "Propio",
    customHint: "De un archivo tuyo, no del catálogo de Lowtide.",
    host: "Dirección",
    key: "Clave",
    accounts: (count) => (count === 0 ? "Aún sin cuentas" : count === 1 ? "1 cuenta" : `${count} cuentas`),
    addKey: "Añadir clave",
    addKeyTo: (provider) => `Añadir una clave de ${provider}`,
    openPage: (page, provider) => `${page} de ${provider}`,
    broken: "Archivos que no se pueden leer",
    brokenLead:
      "Las cuentas de estos proveedores no se leen. Corrige el archivo o elimínalo; se vuelve a leer solo.",
  },
} satisfies ProvidersTexts;
