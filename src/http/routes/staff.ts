import Type from "typebox";
import type { StaffRule } from "../../core/rules.ts";
import type { Access } from "../access.ts";
import type { HallPort } from "../hall-port.ts";
import { HttpProblem, problemResponses } from "../problems.ts";
import { Id, Nothing, strict } from "../schemas.ts";
import { cookieOptions, STAFF_COOKIE } from "../session-cookie.ts";
import type { StaffSessions } from "../staff-sessions.ts";
import type { App } from "../typed.ts";

const SignIn = Type.Object(
  { staff: Id, pin: Type.String({ minLength: 1, maxLength: 12 }) },
  { ...strict, examples: [{ staff: "pema", pin: "2580" }] },
);
const Member = Type.Object({
  staff: Type.String(),
  name: Type.String(),
  role: Type.Enum(["manager", "guide"]),
});
const SignedIn = Type.Object({
  token: Type.String({ description: "also set as a cookie" }),
  ...Member.properties,
});

/** Managers and guides come and go; they sit at no window. */
export async function staffRoutes(
  app: App,
  { hall, access, staffSessions }: { hall: HallPort; access: Access; staffSessions: StaffSessions },
): Promise<void> {
  const signIn = {
    tags: ["hall"],
    summary: "A manager or guide signs in with a PIN, until they leave or the day ends",
    body: SignIn,
    response: { 200: SignedIn, ...problemResponses },
  };
  app.post("/staff/sign-in", { schema: signIn }, async (request, reply) => {
    const { staff, pin } = request.body;
    const { rules, day } = hall.loop.state;
    const places = [`staff ${staff}`, `address ${request.ip}`];
    const right = await hall.pins.fits(hall.staffPinOf(staff), pin, places, hall.loop.now());
    const member = rules?.staff?.find(({ id }) => id === staff);
    if (!right || !member || day === null) throw new HttpProblem("wrong-pin");
    const token = hall.newSecretId();
    await staffSessions.open(staff, day, token);
    reply.setCookie(STAFF_COOKIE, token, cookieOptions(request));
    return { token, ...memberAnswer(member) };
  });

  const signOut = {
    tags: ["hall"],
    summary: "The manager or guide leaves this device",
    body: Nothing,
    response: { 200: Type.Object({ staff: Type.Null() }), ...problemResponses },
  };
  app.post("/staff/sign-out", { schema: signOut }, async (request, reply) => {
    const token = access.staffToken(request);
    if (token !== undefined) await staffSessions.close(token);
    reply.clearCookie(STAFF_COOKIE, { path: "/" });
    return { staff: null };
  });

  const me = {
    tags: ["hall"],
    summary: "The manager or guide who asks",
    response: { 200: Member, ...problemResponses },
  };
  app.get("/staff/me", { schema: me }, async (request) => {
    const member = access.member(request);
    if (!member) throw new HttpProblem("not-signed-in");
    return memberAnswer(member);
  });
}

function memberAnswer({ id, name, role }: StaffRule) {
  return { staff: id, name, role };
}
