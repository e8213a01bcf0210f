/** Names and notices of the fake hall, in the three languages. */

export interface Texts {
  "zh-CN": string;
  bo: string;
  en: string;
}

export const named = (zh: string, bo: string, en: string): Texts => ({ "zh-CN": zh, bo, en });

/** The queues of the fake hall, each with one service of the same name. */
export const queueNames: Record<string, Texts> = {
  "identity-card": named("身份证办理", "ཐོབ་ཐང་ལག་ཁྱེར་ཞུ་བ།", "Identity card, application"),
  household: named("户籍", "ཐེམ་ཐོ།", "Household registration"),
  "property-tax": named("不动产与税务", "མི་འགུལ་རྒྱུ་ནོར་དང་དཔྱ་ཁྲལ།", "Property and tax"),
  cashier: named("缴费", "རིན་དོད་སྤྲོད་པ།", "Cashier"),
  "vehicle-registration": named("车辆登记", "རླངས་འཁོར་ཐོ་འགོད།", "Vehicle registration"),
  "driving-licence": named("驾驶证", "ཁ་ལོ་བའི་ལག་ཁྱེར།", "Driving licence"),
  marriage: named("婚姻登记", "གཉེན་སྒྲིག་ཐོ་འགོད།", "Marriage registration"),
  "birth-registration": named("生育登记", "བུ་བཙའི་ཐོ་འགོད།", "Birth registration"),
  "social-security-card": named("社保卡", "སྤྱི་ཚོགས་འགན་སྲུང་བྱང་བུ།", "Social security card"),
  "elder-care": named("老年优待", "རྒན་རྒོན་གཟིགས་སྐྱོང་།", "Benefits for the old"),
  "food-licence": named("食品经营许可", "བཟའ་བཅའ་གཉེར་སྐྱོང་ཆོག་མཆན།", "Food business licence"),
  sanitation: named("环境卫生", "ཁོར་ཡུག་འཕྲོད་བསྟེན།", "Sanitation"),
};
export const queueIds = Object.keys(queueNames);
/** What the numbers of each queue begin with. */
export const prefixes = "ABCDEFGHJKLM";
export const closedService = "sanitation";

export const identityCardNotice = {
  version: "3",
  validUntil: "2099-12-31",
  expired: false,
  papers: [
    named("户口簿原件", "ཐེམ་ཐོའི་མ་ཡིག", "Household register, original"),
    named("旧身份证", "ཐོབ་ཐང་ལག་ཁྱེར་རྙིང་བ།", "The old card"),
  ],
  subject: named("公安局", "སྤྱི་བདེ་ཅུས།", "Public Security Bureau"),
  basis: named("居民身份证法", "གཞུང་དམངས་ཐོབ་ཐང་ལག་ཁྱེར་བཅའ་ཁྲིམས།", "Resident Identity Card Law"),
  conditions: named("年满十六周岁", "ལོ་བཅུ་དྲུག་ཡན།", "Sixteen years or older"),
  procedure: named("申请、受理、制证、领取", "ཞུ་བ། དང་ལེན། བཟོ་བ། ལེན་པ།", "Apply, accept, make, pick up"),
  timeLimit: named("20 个工作日", "ལས་ཉིན་ ༢༠", "20 workdays"),
  result: named("居民身份证", "ཐོབ་ཐང་ལག་ཁྱེར།", "Identity card"),
  feeBasis: named("发改价格〔2003〕2322号", "འཕེལ་བཅོས་རིན་གོང་〔2003〕2322", "NDRC Price [2003] 2322"),
  fee: named("换领 20 元", "བརྗེ་བ་སྒོར་ ༢༠", "20 yuan for a renewal"),
};

export const quietHours = [
  { from: "11:00", to: "12:00" },
  { from: "15:30", to: "16:30" },
];
