/** En español: qué falló y qué ayuda. */
import type { FailureTexts } from "../messages/failures";

const status = (httpStatus: number | null) => (httpStatus === null ? "" : ` (HTTP ${httpStatus})`);

export const failures = {
  failures: {
    key_missing: {
      title: "No hay clave guardada",
      explanation: ({ variable }) =>
        variable === null
          ? "El llavero no tiene clave para esta cuenta. Introdúcela de nuevo."
          : `La variable de entorno ${variable} no está definida para Lowtide. Defínela y reinicia Lowtide.`,
    },
    keychain_locked: {
      title: "Llavero bloqueado",
      explanation: () => "Desbloquea el llavero del sistema e inténtalo de nuevo.",
    },
    keychain_unavailable: {
      title: "Llavero no disponible",
      explanation: () =>
        "El llavero del sistema no responde. Inícialo (en Linux: GNOME Keyring o KWallet) e inténtalo de nuevo.",
    },
    unauthorized: {
      title: "Clave rechazada",
      explanation: ({ provider }) =>
        `${provider} no acepta esta clave. Puede estar mal copiada, revocada o caducada.`,
    },
    wrong_key_kind: {
      title: "Tipo de clave equivocado",
      explanation: ({ provider }) =>
        `${provider} conoce esta clave, pero no puede leer el saldo con ella. Usa una que pueda.`,
    },
    out_of_credits: {
      title: "Sin créditos",
      explanation: ({ provider }) => `${provider} dice que no queda nada. Recarga para continuar.`,
    },
    rate_limited: {
      title: "Demasiadas consultas",
      explanation: ({ provider }) => `${provider} pide esperar. La clave está bien.`,
    },
    network_dns: {
      title: "Dirección no encontrada",
      explanation: ({ provider }) =>
        `No se pudo resolver la dirección de ${provider}. Revisa la conexión, la VPN o el DNS.`,
    },
    network_connect: {
      title: "Sin conexión",
      explanation: ({ provider }) =>
        `No se pudo llegar a ${provider} o la conexión se cortó. Revisa la red, el cortafuegos o el proxy.`,
    },
    network_tls: {
      title: "Conexión no fiable",
      explanation: ({ provider }) =>
        `No se pudo verificar el certificado de ${provider}, así que la clave no se envió. Revisa el reloj del equipo o un proxy que inspeccione el tráfico.`,
    },
    timeout: {
      title: "Sin respuesta a tiempo",
      explanation: ({ provider }) =>
        `${provider} tardó demasiado en responder. Puede estar saturado o la conexión ser lenta.`,
    },
    server_error: {
      title: "Fallo del proveedor",
      explanation: ({ provider, httpStatus }) =>
        `${provider} respondió con un error propio${status(httpStatus)}. La clave está bien.`,
    },
    maintenance: {
      title: "En mantenimiento",
      explanation: ({ provider }) => `${provider} está en mantenimiento. La clave está bien.`,
    },
    blocked_redirect: {
      title: "Redirección rechazada",
      explanation: ({ provider }) =>
        `${provider} remite a otra dirección. Lowtide no la sigue, porque la clave viajaría allí. Mira si ha cambiado la dirección documentada.`,
    },
    blocked_too_large: {
      title: "Respuesta demasiado grande",
      explanation: ({ provider }) =>
        `${provider} envió mucho más que un saldo. Mira si ha cambiado la dirección documentada.`,
    },
    blocked_insecure: {
      title: "Dirección no segura",
      explanation: () =>
        "La dirección no empieza por https://, así que la clave no se envió. Vuelve a añadir la cuenta con una dirección segura.",
    },
    not_json: {
      title: "Respuesta ilegible",
      explanation: ({ provider }) =>
        `Lo recibido no son datos de ${provider}: suele ser la página de acceso de la red de un hotel o una empresa. Inicia sesión allí e inténtalo de nuevo.`,
    },
    unexpected_shape: {
      title: "La respuesta ha cambiado",
      explanation: ({ provider }) =>
        `La respuesta de ${provider} no es como está documentada. Lowtide prefiere no mostrar cifra a mostrar una falsa.`,
    },
    rejected: {
      title: "Solicitud rechazada",
      explanation: ({ provider, httpStatus }) =>
        `${provider} rechazó la solicitud${status(httpStatus)}. Su documentación dice qué espera.`,
    },
    internal: {
      title: "Fallo de Lowtide",
      explanation: () =>
        "Algo falló en el propio Lowtide. Inténtalo de nuevo; si continúa, comunícalo con los detalles.",
    },
  },
  environmentKey: (variable) =>
    `Esta clave viene de la variable de entorno ${variable}. Cámbiala allí y reinicia Lowtide.`,
  actions: {
    replaceKey: "Reemplazar clave",
    enterKey: "Introducir clave",
    retry: "Reintentar",
    addAgain: "Añadir de nuevo",
    openPage: {
      home: "Abrir el sitio web",
      docs: "Abrir la documentación",
      keys: "Abrir la página de claves",
      billing: "Abrir la facturación",
    },
  },
  errors: {
    key_empty: "Pega primero una clave.",
    key_control_character:
      "La clave contiene un salto de línea o un carácter invisible. Cópiala de nuevo, solo la clave.",
    key_not_ascii:
      "La clave contiene un carácter que ninguna clave tiene, como «…» o una tilde. Cópiala de nuevo completa.",
    key_too_long: "Es más largo que cualquier clave. Copia solo la clave.",
    unknown_account: "Esta cuenta ya no existe.",
    unknown_provider: "Este proveedor ya no está en el catálogo.",
    draft_expired: "La clave comprobada solo se conservó diez minutos. Pégala y compruébala de nuevo.",
    invalid_input: "Este valor no tiene la forma esperada.",
    config_broken: "El archivo de ajustes tiene errores y no se guardó nada. Corrígelo primero.",
    config_write: "No se pudieron guardar los ajustes. Revisa el espacio libre y los permisos.",
    keychain_locked: "El llavero está bloqueado. Desbloquéalo e inténtalo de nuevo.",
    keychain_unavailable: "El llavero no responde, así que no se pudo guardar la clave.",
    history: "No se pudo leer o escribir el archivo del historial.",
    unknown_change: "Este cambio ya no está en el historial.",
    another_poller: "Otro Lowtide vigila estas cuentas. Hazlo allí.",
    notification: "No se pudo mostrar la notificación.",
    export: "No se pudo escribir el archivo.",
    page_missing: "Este proveedor no indica esa página.",
    agent_gone: "Lowtide se ha detenido. Inícialo de nuevo desde el menú de aplicaciones.",
    internal: "Algo falló en el propio Lowtide.",
  },
} satisfies FailureTexts;
