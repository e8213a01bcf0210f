import "@fontsource/noto-sans-sc/400.css";
import "@fontsource/noto-sans-sc/700.css";
import "./surface.css";
import { createRoot } from "react-dom/client";
import { Bench } from "./Bench.tsx";
import { BenchStore } from "./store.ts";

const element = document.getElementById("bench");
if (element === null) throw new Error("the page has no place for the bench");
createRoot(element).render(<Bench store={new BenchStore(`ws://${location.host}/live`)} />);
