/** 日本語：何が起きたか、どうすればよいか。 */
import type { FailureTexts } from "../messages/failures";

const status = (httpStatus: number | null) => (httpStatus === null ? "" : `（HTTP ${httpStatus}）`);

export const failures = {
  failures: {
    key_missing: {
      title: "キーが保存されていません",
      explanation: ({ variable }) =>
        variable === null
          ? "このアカウントのキーがキーチェーンにありません。もう一度入力してください。"
          : `環境変数 ${variable} が Lowtide に設定されていません。設定してから Lowtide を起動し直してください。`,
    },
    keychain_locked: {
      title: "キーチェーンがロックされています",
      explanation: () => "システムのキーチェーンのロックを解除してから、もう一度お試しください。",
    },
    keychain_unavailable: {
      title: "キーチェーンに接続できません",
      explanation: () =>
        "システムのキーチェーンが応答しません。起動してから（Linux では GNOME Keyring または KWallet）、もう一度お試しください。",
    },
    unauthorized: {
      title: "キーが拒否されました",
      explanation: ({ provider }) =>
        `${provider} はこのキーを受け付けません。入力の誤り、取り消し、または期限切れの可能性があります。`,
    },
    wrong_key_kind: {
      title: "キーの種類が違います",
      explanation: ({ provider }) =>
        `${provider} はこのキーを認識していますが、残高を読む権限がありません。権限のあるキーを使ってください。`,
    },
    out_of_credits: {
      title: "クレジットがありません",
      explanation: ({ provider }) => `${provider} によると残高がありません。続けるにはチャージしてください。`,
    },
    rate_limited: {
      title: "問い合わせが多すぎます",
      explanation: ({ provider }) => `${provider} が待つよう求めています。キーに問題はありません。`,
    },
    network_dns: {
      title: "アドレスが見つかりません",
      explanation: ({ provider }) =>
        `${provider} のアドレスを解決できませんでした。接続、VPN、DNS を確認してください。`,
    },
    network_connect: {
      title: "接続できません",
      explanation: ({ provider }) =>
        `${provider} に接続できないか、接続が切れました。ネットワーク、ファイアウォール、プロキシを確認してください。`,
    },
    network_tls: {
      title: "接続を信頼できません",
      explanation: ({ provider }) =>
        `${provider} の証明書を検証できなかったため、キーは送信していません。パソコンの時計や、通信を検査するプロキシを確認してください。`,
    },
    timeout: {
      title: "時間内に応答がありません",
      explanation: ({ provider }) =>
        `${provider} の応答に時間がかかりすぎました。混雑しているか、接続が遅い可能性があります。`,
    },
    server_error: {
      title: "プロバイダー側の障害",
      explanation: ({ provider, httpStatus }) =>
        `${provider} が自身のエラーを返しました${status(httpStatus)}。キーに問題はありません。`,
    },
    maintenance: {
      title: "メンテナンス中",
      explanation: ({ provider }) => `${provider} はメンテナンス中です。キーに問題はありません。`,
    },
    blocked_redirect: {
      title: "転送を拒否しました",
      explanation: ({ provider }) =>
        `${provider} が別のアドレスを指しています。キーが送られてしまうため、Lowtide は転送に従いません。ドキュメントのアドレスが変わっていないか確認してください。`,
    },
    blocked_too_large: {
      title: "応答が大きすぎます",
      explanation: ({ provider }) =>
        `${provider} が残高よりはるかに多くのデータを返しました。ドキュメントのアドレスが変わっていないか確認してください。`,
    },
    blocked_insecure: {
      title: "アドレスが安全ではありません",
      explanation: () =>
        "アドレスが https:// で始まらないため、キーは送信していません。安全なアドレスでアカウントを追加し直してください。",
    },
    not_json: {
      title: "応答を読み取れません",
      explanation: ({ provider }) =>
        `返ってきたのは ${provider} のデータではありません。多くはホテルや社内ネットワークのログインページです。そこでログインしてから、もう一度お試しください。`,
    },
    unexpected_shape: {
      title: "応答の形が変わりました",
      explanation: ({ provider }) =>
        `${provider} の応答がドキュメントと異なります。Lowtide は誤った数値を示すより、示さないことを選びます。`,
    },
    rejected: {
      title: "リクエストが拒否されました",
      explanation: ({ provider, httpStatus }) =>
        `${provider} がリクエストを拒否しました${status(httpStatus)}。必要な内容はドキュメントに書かれています。`,
    },
    internal: {
      title: "Lowtide の不具合",
      explanation: () =>
        "Lowtide 自体に問題が起きました。もう一度お試しください。続く場合は詳細を添えて報告してください。",
    },
  },
  environmentKey: (variable) =>
    `このキーは環境変数 ${variable} から読み取ります。そちらを変更してから Lowtide を起動し直してください。`,
  actions: {
    replaceKey: "キーを差し替え",
    enterKey: "キーを入力",
    retry: "再試行",
    addAgain: "追加し直す",
    openPage: {
      home: "サイトを開く",
      docs: "ドキュメントを開く",
      keys: "キーのページを開く",
      billing: "請求ページを開く",
    },
  },
  errors: {
    key_empty: "先にキーを貼り付けてください。",
    key_control_character: "キーに改行または見えない文字が含まれています。キーだけをコピーし直してください。",
    key_not_ascii:
      "キーに使われない文字（「…」やアクセント記号など）が含まれています。全体をコピーし直してください。",
    key_too_long: "キーとしては長すぎます。キーだけをコピーしてください。",
    unknown_account: "このアカウントはもうありません。",
    unknown_provider: "このプロバイダーはもうカタログにありません。",
    draft_expired: "確認済みのキーの保持は 10 分間だけです。貼り付けて確認し直してください。",
    invalid_input: "この値は形式が正しくありません。",
    config_broken: "設定ファイルに誤りがあるため、保存しませんでした。先に修正してください。",
    config_write: "設定を保存できませんでした。空き容量と権限を確認してください。",
    keychain_locked: "キーチェーンがロックされています。解除してから、もう一度お試しください。",
    keychain_unavailable: "キーチェーンが応答しないため、キーを保存できませんでした。",
    history: "履歴ファイルの読み書きができませんでした。",
    unknown_change: "この変化はもう履歴にありません。",
    another_poller: "別の Lowtide がこれらのアカウントを見ています。そちらで操作してください。",
    notification: "通知を表示できませんでした。",
    export: "ファイルを書き込めませんでした。",
    page_missing: "このプロバイダーはそのページを示していません。",
    agent_gone: "Lowtide は終了しました。アプリケーションメニューから起動し直してください。",
    internal: "Lowtide 自体に問題が起きました。",
  },
} satisfies FailureTexts;
