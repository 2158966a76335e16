/** 日本語：プロバイダーのページ。 */
import type { ProvidersTexts } from "../messages/providers";

export const providers = {
  providers: {
    title: "プロバイダー",
    lead: "どこに問い合わせ、応答をどう読み取るかを、プロバイダーごとに 1 つのファイルで定めています。",
    search: "プロバイダーを検索",
    searchPlaceholder: "名前、ホスト、提供内容",
    shown: (shown, all) =>
      shown === all ? `${all} 件のプロバイダー` : `${all} 件中 ${shown} 件のプロバイダー`,
    none: (query) => `「${query}」に該当するプロバイダーはありません。`,
    custom: "自作",
    customHint: "Lowtide のカタログではなく、自分で置いたファイルによるものです。",
    host: "問い合わせ先",
    key: "キー",
    accounts: (count) => (count === 0 ? "アカウントなし" : `${count} 件のアカウント`),
    addKey: "キーを追加",
    addKeyTo: (provider) => `${provider} のキーを追加`,
    openPage: (page, provider) => `${provider} の${page}`,
    broken: "読み取れないファイル",
    brokenLead:
      "これらのプロバイダーのアカウントは取得されません。ファイルを修正するか削除すると、自動的に読み直します。",
  },
} satisfies ProvidersTexts;
