import { Table } from "antd";
import { bo } from "../../i18n/bo.ts";
import { draftTexts, textAt } from "../../i18n/dictionary.ts";
import { textIn } from "../../i18n/text.ts";
import { zhCN } from "../../i18n/zh-CN.ts";
import { useStaffText } from "../shared/staff-text.ts";

interface DraftRow {
  key: string;
  chinese: string;
  tibetan: string;
}

const rows: readonly DraftRow[] = draftTexts(bo).map(([key, tibetan]) => ({
  key,
  chinese: textAt(zhCN, key),
  tibetan,
}));

/** The Tibetan texts that no speaker has signed yet, beside the Chinese that they should say. */
export function TranslationTable() {
  const staffText = useStaffText();
  return (
    <>
      <p className="notice">{staffText("manager.drafts", { count: rows.length })}</p>
      <p>
        <a className="button" href={`/voice${location.search}`}>
          {staffText("voice.title")}
        </a>
      </p>
      <Table<DraftRow>
        size="small"
        rowKey="key"
        dataSource={[...rows]}
        pagination={{ pageSize: 20, showSizeChanger: false }}
        columns={[
          {
            title: staffText("manager.textKey"),
            dataIndex: "key",
            render: (key: string) => <code>{key}</code>,
            responsive: ["md"],
          },
          {
            title: textIn("zh-CN")("language.name"),
            dataIndex: "chinese",
            render: (words: string) => <span lang="zh-CN">{words}</span>,
          },
          {
            title: textIn("bo")("language.name"),
            dataIndex: "tibetan",
            render: (words: string) => <span lang="bo">{words}</span>,
          },
        ]}
      />
    </>
  );
}
