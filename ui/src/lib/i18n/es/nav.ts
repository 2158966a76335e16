/** En español: los caminos por la ventana. */
import type { NavTexts } from "../messages/nav";

export const nav = {
  nav: {
    label: "Secciones",
    sections: {
      accounts: "Cuentas",
      history: "Historial",
      alerts: "Alertas",
      providers: "Proveedores",
      settings: "Ajustes",
      diagnostics: "Diagnóstico",
    },
    withKeys: (name, keys) => `${name} (${keys})`,
    notices: "Mensajes",
  },
} satisfies NavTexts;
