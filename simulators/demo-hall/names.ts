/** A text in the languages of the demo hall. The Tibetan awaits a native reader. */
export interface LocalText {
  "zh-CN": string;
  bo: string;
  en: string;
}

export interface QueueNames {
  id: string;
  name: LocalText;
}

function names(id: string, zh: string, bo: string, en: string): QueueNames {
  return { id, name: { "zh-CN": zh, bo, en } };
}

/**
 * What a Chinese county hall calls each group of the recorded office (`days/warsaw-ochota.json`), in the
 * order of its groups: the service there that is nearest in kind, and in load, to the one here.
 */
export const ochotaAsCountyHall: readonly QueueNames[] = [
  names("property-tax", "不动产与税务", "མི་འགུལ་རྒྱུ་ནོར་དང་དཔྱ་ཁྲལ།", "Property and tax"),
  names("cashier", "缴费", "རིན་དོད་སྤྲོད་པ།", "Cashier"),
  names("vehicle-registration", "车辆登记", "རླངས་འཁོར་ཐོ་འགོད།", "Vehicle registration"),
  names("household", "户籍", "ཐེམ་ཐོ།", "Household registration"),
  names("licence-pick-up", "领证", "ལག་ཁྱེར་ལེན་པ།", "Licence pick-up"),
  names("housing", "住房保障", "སྡོད་ཁང་འགན་སྲུང་།", "Housing support"),
  names("civil-records", "民政档案", "དམངས་སྲིད་ཡིག་ཚགས།", "Civil records"),
  names("identity-card", "身份证办理", "ཐོབ་ཐང་ལག་ཁྱེར་ཞུ་བ།", "Identity card, application"),
  names("driving-licence", "驾驶证", "ཁ་ལོ་བའི་ལག་ཁྱེར།", "Driving licence"),
  names("identity-card-pick-up", "身份证领取", "ཐོབ་ཐང་ལག་ཁྱེར་ལེན་པ།", "Identity card, pick-up"),
  names("planning", "规划建设", "འཆར་འགོད་དང་འཛུགས་སྐྲུན།", "Planning and building"),
  names("death-registration", "死亡登记", "འདས་པོའི་ཐོ་འགོད།", "Death registration"),
  names("sanitation", "环境卫生", "ཁོར་ཡུག་འཕྲོད་བསྟེན།", "Sanitation"),
  names("marriage", "婚姻登记", "གཉེན་སྒྲིག་ཐོ་འགོད།", "Marriage registration"),
  names("elder-care", "老年优待", "རྒན་རྒོན་གཟིགས་སྐྱོང་།", "Benefits for the old"),
  names("birth-registration", "生育登记", "བུ་བཙའི་ཐོ་འགོད།", "Birth registration"),
  names("social-relief", "社会救助", "སྤྱི་ཚོགས་རོགས་སྐྱོར།", "Social relief"),
  names("social-security-card", "社保卡", "སྤྱི་ཚོགས་འགན་སྲུང་བྱང་བུ།", "Social security card"),
  names("food-licence", "食品经营许可", "བཟའ་བཅའ་གཉེར་སྐྱོང་ཆོག་མཆན།", "Food business licence"),
];

/** The name of window `number`, 1 for the first. */
export function windowName(number: number): LocalText {
  return { "zh-CN": `${number}号窗口`, bo: `སྒེའུ་ཁུང་ཨང་ ${number}`, en: `Window ${number}` };
}

export const countyHallName: LocalText = {
  "zh-CN": "县政务服务大厅",
  bo: "རྫོང་སྲིད་འཛིན་ཞབས་ཞུའི་ཁང་།",
  en: "County Service Hall",
};
