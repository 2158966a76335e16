/** 简体中文：服务商页面。 */
import type { ProvidersTexts } from "../messages/providers";

export const providers = {
  providers: {
    title: "服务商",
    lead: "每个服务商都是一个文件，写明到哪里查询，以及响应是什么意思。",
    search: "搜索服务商",
    searchPlaceholder: "名称、主机或所提供的服务",
    shown: (shown, all) => (shown === all ? `${all} 个服务商` : `${all} 个服务商中的 ${shown} 个`),
    none: (query) => `没有与“${query}”相符的服务商。`,
    custom: "自定义",
    customHint: "来自你自己的文件，不在 Lowtide 的目录中。",
    host: "查询地址",
    key: "密钥",
    accounts: (count) => (count === 0 ? "还没有账户" : `${count} 个账户`),
    addKey: "添加密钥",
    addKeyTo: (provider) => `添加 ${provider} 的密钥`,
    openPage: (page, provider) => `${provider} 的${page}`,
    broken: "无法读取的文件",
    brokenLead: "这些服务商的账户不会被读取。请更正或删除文件，之后会自动重新读取。",
  },
} satisfies ProvidersTexts;
