/** En español: la ventana de la bandeja. */
import type { PopupTexts } from "../messages/popup";

export const popup = {
  popup: {
    title: "Saldos",
    accounts: "Cuentas",
    refresh: "Actualizar",
    refreshing: "Actualizando…",
    addKey: "Añadir clave",
    openMain: "Abrir Lowtide",
    settings: "Ajustes",
    hideAmounts: "Ocultar cantidades",
    showAmounts: "Mostrar cantidades",
    progress: (read, total) => `${read} de ${total} leídas`,
    filter: "Filtrar por nombre o proveedor",
    clearFilter: "Borrar el filtro",
    found: (count) =>
      count === 0
        ? "No se encontró ninguna cuenta"
        : count === 1
          ? "1 cuenta encontrada"
          : `${count} cuentas encontradas`,
    nothingFound: "Ninguna cuenta ni proveedor tiene esto en el nombre.",
    ownOrder: "En tu propio orden",
    urgentFirst: "Lo más urgente primero",
    urgentFirstNow: "Lo más urgente vuelve a ir primero",
    grip: "Arrastra para cambiar el orden. O selecciona la cuenta y pulsa Alt con una flecha.",
    moved: (name, place, total) => `${name}, puesto ${place} de ${total}`,
    groupState: (state, count, total) =>
      count === total ? `${state} · ${total}` : `${state} · ${count} de ${total}`,
    showMore: (count) => `Mostrar ${count} más`,
    showFewer: "Mostrar menos",
    trend: {
      falling: "bajó en los últimos 7 días",
      rising: "subió en los últimos 7 días",
      wavering: "bajó y subió en los últimos 7 días",
      still: "no cambió en los últimos 7 días",
    },
    welcome: "Entérate antes de que se agote",
    welcomeLead: "Lowtide vigila el saldo que hay detrás de tus claves de API y te avisa a tiempo.",
    steps: [
      { title: "Elige un proveedor", text: "Búscalo en el catálogo." },
      { title: "Pega una clave", text: "Se guarda en el llavero del sistema." },
      { title: "Consulta el saldo", text: "Se comprueba enseguida y luego se vigila." },
    ],
    addFirst: "Añadir la primera clave",
    privacy: "Sin registro ni telemetría. Cada clave va solo a su proveedor.",
  },
} satisfies PopupTexts;
