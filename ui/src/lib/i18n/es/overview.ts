/** En español: lo que se dice de toda la aplicación y de todas las cuentas juntas. */
import type { OverviewTexts } from "../messages/overview";

const accounts = (count: number) => (count === 1 ? "1 cuenta" : `${count} cuentas`);
const are = (one: string, other: string) => (count: number, first: boolean) =>
  `${first ? accounts(count) : count} ${count === 1 ? one : other}`;

export const overview = {
  app: {
    name: "Lowtide",
    demo: "Demo",
    demoHint: "Estos proveedores son simulados. No se usa ninguna clave real.",
    loading: "Cargando…",
    cancel: "Cancelar",
    dismiss: "Descartar",
    details: "Detalles",
  },
  writing: {
    heading: (title) => `${title}.`,
    sentences: (sentences) => sentences.join(" "),
    labelled: (label, text) => `${label}: ${text}`,
    listed: (parts) => parts.join(", "),
  },
  states: {
    ok: "Bien",
    low: "Bajo",
    critical: "Crítico",
    empty: "Sin saldo",
    failing: "No disponible",
    unknown: "Aún sin leer",
    paused: "En pausa",
  },
  summary: {
    none: "Aún no hay claves",
    offline: "Sin conexión",
    offlineHint: (age) =>
      age === null ? "Los saldos se leerán en cuanto vuelva la red." : `Estas cifras se leyeron ${age}.`,
    allFine: (count) =>
      count === 1
        ? "La cuenta está bien"
        : count === 2
          ? "Las dos cuentas están bien"
          : `Las ${count} cuentas están bien`,
    allPaused: (count) =>
      count === 1
        ? "La cuenta está en pausa"
        : count === 2
          ? "Las dos cuentas están en pausa"
          : `Las ${count} cuentas están en pausa`,
    part: {
      empty: are("sin saldo", "sin saldo"),
      critical: are("en estado crítico", "en estado crítico"),
      failing: are("no se puede consultar", "no se pueden consultar"),
      low: are("con saldo bajo", "con saldo bajo"),
      unknown: are("aún sin leer", "aún sin leer"),
      paused: are("en pausa", "en pausa"),
    },
    join: (parts) => parts.join(", "),
    lastCheck: (age) => `Comprobado ${age}`,
  },
  problems: {
    config_broken: {
      title: "El archivo de ajustes tiene errores",
      advice:
        "Lowtide no cambia nada en él hasta que se corrija. Corrige la línea indicada aquí; se vuelve a leer solo.",
    },
    provider_broken: {
      title: "La definición de un proveedor tiene errores",
      advice: "Sus cuentas no se leen. Corrige el archivo indicado aquí o elimínalo.",
    },
    keychain_unavailable: {
      title: "Llavero no disponible",
      advice:
        "Las claves no se pueden leer ni guardar. Inicia el servicio de llavero (en Linux: GNOME Keyring o KWallet).",
    },
    keychain_locked: {
      title: "Llavero bloqueado",
      advice: "Desbloquéalo y actualiza.",
    },
    notifications_unavailable: {
      title: "Sin notificaciones",
      advice:
        "Las alertas solo se ven en esta ventana. Inicia un servicio de notificaciones o permite Lowtide en los ajustes del sistema.",
    },
    tray_unavailable: {
      title: "Sin bandeja",
      advice:
        "El escritorio no muestra iconos en la bandeja (GNOME necesita la extensión AppIndicator). Abre Lowtide desde el menú de aplicaciones.",
    },
    history_set_aside: {
      title: "Historial empezado de nuevo",
      advice:
        "El archivo del historial estaba dañado. Se conserva con el nombre indicado aquí y se ha creado uno nuevo.",
    },
    history_unavailable: {
      title: "El historial no se guarda",
      advice:
        "Los saldos se muestran, pero no se recuerdan. Revisa el espacio libre y los permisos de la carpeta indicada.",
    },
    another_poller: {
      title: "Otro Lowtide está leyendo",
      advice: "Este muestra lo que lee el otro. Cierra el otro para leer desde aquí.",
    },
  },
  moreProblems: (count) => (count === 1 ? "y 1 más" : `y ${count} más`),
} satisfies OverviewTexts;
