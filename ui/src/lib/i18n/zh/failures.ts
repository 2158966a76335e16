/** 简体中文：出了什么问题，以及该怎么办。 */
import type { FailureTexts } from "../messages/failures";

const status = (httpStatus: number | null) => (httpStatus === null ? "" : `（HTTP ${httpStatus}）`);

export const failures = {
  failures: {
    key_missing: {
      title: "未保存密钥",
      explanation: ({ variable }) =>
        variable === null
          ? "密钥环中没有此账户的密钥，请重新输入。"
          : `Lowtide 没有读到环境变量 ${variable}。请设置后重新启动 Lowtide。`,
    },
    keychain_locked: {
      title: "密钥环已锁定",
      explanation: () => "请解锁系统密钥环，然后重试。",
    },
    keychain_unavailable: {
      title: "无法访问密钥环",
      explanation: () => "系统密钥环没有响应。请启动它（Linux 上为 GNOME Keyring 或 KWallet），然后重试。",
    },
    unauthorized: {
      title: "密钥被拒绝",
      explanation: ({ provider }) => `${provider} 不接受此密钥。它可能输错、已被吊销或已过期。`,
    },
    wrong_key_kind: {
      title: "密钥类型不对",
      explanation: ({ provider }) => `${provider} 认识此密钥，但它无权读取余额。请换用有权限的密钥。`,
    },
    out_of_credits: {
      title: "积分已用完",
      explanation: ({ provider }) => `${provider} 表示已没有余额。请充值后继续。`,
    },
    rate_limited: {
      title: "查询过于频繁",
      explanation: ({ provider }) => `${provider} 要求稍候。密钥没有问题。`,
    },
    network_dns: {
      title: "找不到地址",
      explanation: ({ provider }) => `无法解析 ${provider} 的地址。请检查网络连接、VPN 或 DNS。`,
    },
    network_connect: {
      title: "无法连接",
      explanation: ({ provider }) => `无法连上 ${provider}，或连接中断。请检查网络、防火墙或代理。`,
    },
    network_tls: {
      title: "连接不可信",
      explanation: ({ provider }) =>
        `无法验证 ${provider} 的证书，因此没有发送密钥。请检查电脑的时钟，以及是否有代理在查看流量。`,
    },
    timeout: {
      title: "响应超时",
      explanation: ({ provider }) => `${provider} 响应太慢。对方可能繁忙，或你的网络较慢。`,
    },
    server_error: {
      title: "服务商出错",
      explanation: ({ provider, httpStatus }) =>
        `${provider} 自身返回了错误${status(httpStatus)}。密钥没有问题。`,
    },
    maintenance: {
      title: "维护中",
      explanation: ({ provider }) => `${provider} 正在维护。密钥没有问题。`,
    },
    blocked_redirect: {
      title: "已拒绝跳转",
      explanation: ({ provider }) =>
        `${provider} 指向另一个地址。Lowtide 不会跟随，否则密钥也会被发送过去。请查看文档中的地址是否已更改。`,
    },
    blocked_too_large: {
      title: "响应过大",
      explanation: ({ provider }) => `${provider} 返回的内容远多于余额。请查看文档中的地址是否已更改。`,
    },
    blocked_insecure: {
      title: "地址不安全",
      explanation: () => "地址不以 https:// 开头，因此没有发送密钥。请用安全的地址重新添加账户。",
    },
    not_json: {
      title: "无法识别的响应",
      explanation: ({ provider }) =>
        `返回的不是 ${provider} 的数据，常见原因是酒店或公司网络的登录页。请先在那里登录，然后重试。`,
    },
    unexpected_shape: {
      title: "响应格式已变",
      explanation: ({ provider }) =>
        `${provider} 的响应与文档不符。Lowtide 宁可不显示数字，也不显示错误的数字。`,
    },
    rejected: {
      title: "请求被拒绝",
      explanation: ({ provider, httpStatus }) =>
        `${provider} 拒绝了请求${status(httpStatus)}。请查看其文档中的要求。`,
    },
    internal: {
      title: "Lowtide 出错",
      explanation: () => "Lowtide 自身出了问题。请重试；若仍然如此，请附上详情报告。",
    },
  },
  environmentKey: (variable) => `此密钥来自环境变量 ${variable}。请在那里更改，然后重新启动 Lowtide。`,
  actions: {
    replaceKey: "更换密钥",
    enterKey: "输入密钥",
    retry: "重试",
    addAgain: "重新添加",
    openPage: {
      home: "打开网站",
      docs: "打开文档",
      keys: "打开密钥页面",
      billing: "打开账单",
    },
  },
  errors: {
    key_empty: "请先粘贴密钥。",
    key_control_character: "密钥中有换行或不可见字符。请重新复制，只复制密钥本身。",
    key_not_ascii: "密钥中有密钥不会包含的字符，例如“…”或重音字母。请重新完整复制。",
    key_too_long: "这比任何密钥都长。请只复制密钥本身。",
    unknown_account: "此账户已不存在。",
    unknown_provider: "目录中已没有此服务商。",
    draft_expired: "已检查的密钥只保留十分钟。请粘贴后重新检查。",
    invalid_input: "此值的格式不正确。",
    config_broken: "设置文件有误，因此没有保存。请先更正。",
    config_write: "无法保存设置。请检查可用空间和权限。",
    keychain_locked: "密钥环已锁定。请解锁后重试。",
    keychain_unavailable: "密钥环没有响应，因此无法保存密钥。",
    history: "无法读取或写入历史文件。",
    unknown_change: "历史记录中已没有此变化。",
    another_poller: "另一个 Lowtide 正在监视这些账户。请在那里操作。",
    notification: "无法显示通知。",
    export: "无法写入文件。",
    page_missing: "此服务商没有提供该页面。",
    agent_gone: "Lowtide 已停止。请从应用菜单重新启动。",
    internal: "Lowtide 自身出了问题。",
  },
} satisfies FailureTexts;
