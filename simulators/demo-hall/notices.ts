import type { LocalText } from "./names.ts";

/** A one-time notice with the eight public facts, in the words of the configuration. */
export interface DemoNotice {
  version: string;
  validUntil: string;
  papers: LocalText[];
  subject: LocalText;
  basis: LocalText;
  conditions: LocalText;
  procedure: LocalText;
  timeLimit: LocalText;
  result: LocalText;
  feeBasis: LocalText;
  fee: LocalText;
}

const say = (zh: string, bo: string, en: string): LocalText => ({ "zh-CN": zh, bo, en });

const identityCard = say("身份证", "ཐོབ་ཐང་ལག་ཁྱེར།", "Identity card");
const householdRegister = say("户口簿原件", "ཐེམ་ཐོའི་མ་ཡིག", "Household register, original");
const photographs = say("近期证件照 2 张", "ཉེ་ཆར་གྱི་པར་ 2", "Two recent photographs");
const publicSecurity = say("县公安局", "རྫོང་སྤྱི་བདེ་ཅུས།", "County Public Security Bureau");
const civilAffairs = say("县民政局", "རྫོང་དམངས་སྲིད་ཅུས།", "County Civil Affairs Bureau");
const onTheSpot = say("当场办结", "ས་ཐོག་ཏུ་སྒྲུབ།", "done on the spot");
const free = say("不收费", "རིན་མེད།", "none");
const noFee = say("国家未设收费项目", "རྒྱལ་ཁབ་ཀྱིས་རིན་བསྡུ་མི་དགོས།", "no fee is provided for by law");

const applyAndTake = say(
  "申请、受理、审核、发证",
  "ཞུ་བ། དང་ལེན། ཞིབ་བཤེར། ལག་ཁྱེར་སྤྲོད་པ།",
  "apply, accept, examine, issue",
);

/**
 * Notices for some services of the demo hall, by their ids. The rules that they name are real; a hall's own notice is
 * written by the department that answers for it. The Tibetan awaits a native reader.
 */
export const demoNotices: Readonly<Record<string, DemoNotice>> = {
  "identity-card": {
    version: "2026-2",
    validUntil: "2028-12-31",
    papers: [
      householdRegister,
      say("旧身份证（换领时）", "ལག་ཁྱེར་རྙིང་པ། (བརྗེ་སྐབས།)", "The old card, for a renewal"),
    ],
    subject: publicSecurity,
    basis: say("《居民身份证法》", "གཞུང་དམངས་ཐོབ་ཐང་ལག་ཁྱེར་བཅའ་ཁྲིམས།", "Resident Identity Card Law"),
    conditions: say(
      "中国公民；未满十六周岁由监护人代办",
      "ལོ་བཅུ་དྲུག་མ་ལོན་པར་ལྟ་སྐྱོང་བས་ཚབ་སྒྲུབ།",
      "citizens; under sixteen with a guardian",
    ),
    procedure: say(
      "申请、采集指纹和照片、制证、领取",
      "ཞུ་བ། མཛུབ་རིས་དང་པར། ལག་ཁྱེར་བཟོ་བ། ལེན་པ།",
      "apply, fingerprints and photograph, making, pick-up",
    ),
    timeLimit: say("20 个工作日", "ལས་ཉིན་ 20", "20 workdays"),
    result: say("居民身份证", "གཞུང་དམངས་ཐོབ་ཐང་ལག་ཁྱེར།", "identity card"),
    feeBasis: say("发改价格〔2003〕2322 号", "发改价格〔2003〕2322", "NDRC Price [2003] No. 2322"),
    fee: say(
      "首次申领免费；换领 20 元；补领 40 元",
      "ཐེངས་དང་པོ་རིན་མེད། བརྗེ་བ་སྒོར་ 20 ཁ་གསབ་སྒོར་ 40",
      "first card free; renewal 20 yuan; replacement 40 yuan",
    ),
  },
  household: {
    version: "2026-1",
    validUntil: "2028-12-31",
    papers: [
      identityCard,
      householdRegister,
      say(
        "迁移、出生等事项的证明",
        "གནས་སྤོ་དང་སྐྱེས་པ་སོགས་ཀྱི་ར་སྤྲོད།",
        "Proof of what is to be entered, such as a move or a birth",
      ),
    ],
    subject: publicSecurity,
    basis: say("《户口登记条例》", "ཐེམ་ཐོ་འགོད་པའི་སྲོལ་ཡིག", "Regulations on Household Registration"),
    conditions: say(
      "户口登记项目有变化的居民",
      "ཐེམ་ཐོའི་ནང་དོན་ལ་འགྱུར་བ་བྱུང་བའི་གཞུང་དམངས།",
      "residents whose entries have changed",
    ),
    procedure: say("申请、核对、登记", "ཞུ་བ། ཞིབ་བཤེར། ཐོ་འགོད།", "apply, compare, enter"),
    timeLimit: onTheSpot,
    result: say("户口簿", "ཐེམ་ཐོ།", "household register"),
    feeBasis: noFee,
    fee: free,
  },
  "driving-licence": {
    version: "2026-1",
    validUntil: "2028-12-31",
    papers: [
      identityCard,
      say("身体条件证明", "ལུས་པོའི་གནས་ཚུལ་གྱི་ར་སྤྲོད།", "Proof of physical fitness"),
      photographs,
    ],
    subject: say("县公安局交通警察大队", "རྫོང་སྤྱི་བདེ་ཅུས་འགྲིམ་འགྲུལ་ཉེན་རྟོག་རུ་ཆེན།", "County Traffic Police"),
    basis: say(
      "《机动车驾驶证申领和使用规定》",
      "འཕྲུལ་འཁོར་ཁ་ལོ་བའི་ལག་ཁྱེར་གྱི་གཏན་འབེབས།",
      "Provisions on Driving Licences",
    ),
    conditions: say(
      "驾驶证期满前 90 日内",
      "ལག་ཁྱེར་དུས་རྫོགས་པའི་སྔོན་གྱི་ཉིན་ 90 ནང་།",
      "within 90 days before it ends",
    ),
    procedure: applyAndTake,
    timeLimit: onTheSpot,
    result: say("机动车驾驶证", "ཁ་ལོ་བའི་ལག་ཁྱེར།", "driving licence"),
    feeBasis: say("发改价格〔2004〕2831 号", "发改价格〔2004〕2831", "NDRC Price [2004] No. 2831"),
    fee: say("10 元", "སྒོར་ 10", "10 yuan"),
  },
  marriage: {
    version: "2026-1",
    validUntil: "2028-12-31",
    papers: [
      say("双方身份证", "ཕྱོགས་གཉིས་ཀྱི་ཐོབ་ཐང་ལག་ཁྱེར།", "Identity cards of both"),
      say("双方近期 2 寸合影 3 张", "མཉམ་པར་ 3", "Three recent photographs of both together"),
    ],
    subject: civilAffairs,
    basis: say(
      "《民法典》《婚姻登记条例》",
      "དམངས་ཁྲིམས་མཛོད། གཉེན་སྒྲིག་ཐོ་འགོད་སྲོལ་ཡིག",
      "Civil Code; Regulations on Marriage Registration",
    ),
    conditions: say(
      "男满 22 周岁、女满 20 周岁，双方自愿，亲自到场",
      "སྐྱེས་པ་ལོ་ 22 བུད་མེད་ལོ་ 20 ལོན་པ། རང་མོས་ཡིན་པ།",
      "men from 22, women from 20, both willing and both here",
    ),
    procedure: say(
      "申请、审查、登记、发证",
      "ཞུ་བ། ཞིབ་བཤེར། ཐོ་འགོད། ལག་ཁྱེར་སྤྲོད་པ།",
      "apply, examine, register, issue",
    ),
    timeLimit: onTheSpot,
    result: say("结婚证", "གཉེན་སྒྲིག་ལག་ཁྱེར།", "marriage certificate"),
    feeBasis: noFee,
    fee: free,
  },
  "social-relief": {
    version: "2026-1",
    validUntil: "2028-12-31",
    papers: [
      identityCard,
      householdRegister,
      say("家庭收入和财产情况", "ཁྱིམ་ཚང་གི་ཡོང་འབབ་དང་རྒྱུ་ནོར།", "Income and property of the household"),
    ],
    subject: civilAffairs,
    basis: say(
      "《社会救助暂行办法》",
      "སྤྱི་ཚོགས་རོགས་སྐྱོར་གནས་སྐབས་བྱེད་ཐབས།",
      "Interim Measures for Social Assistance",
    ),
    conditions: say(
      "家庭人均收入低于当地标准",
      "ཁྱིམ་མི་རེའི་ཡོང་འབབ་ས་གནས་ཚད་གཞི་ལས་དམའ་བ།",
      "income a head below the local line",
    ),
    procedure: say(
      "申请、入户调查、公示、审批",
      "ཞུ་བ། ཁྱིམ་དུ་རྟོག་ཞིབ། གསལ་བསྒྲགས། ཆོག་མཆན།",
      "apply, visit at home, publication, approval",
    ),
    timeLimit: say("30 个工作日", "ལས་ཉིན་ 30", "30 workdays"),
    result: say("救助决定书", "རོགས་སྐྱོར་ཐག་གཅོད་ཡི་གེ", "decision on assistance"),
    feeBasis: noFee,
    fee: free,
  },
};
