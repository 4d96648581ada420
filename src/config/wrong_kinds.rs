//! Settings of the wrong kind, and what is said of them.

use super::Config;

#[test]
fn a_value_of_the_wrong_kind_is_told_by_its_key_and_line_with_what_to_write() {
    for (text, said) in [
        (
            "\n[runner]\nheight_cm = \"tall\"\n",
            "line 3: `runner.height_cm` is \"tall\"; write a number",
        ),
        (
            "[runner]\nbirth_year = 1988.5\n",
            "line 2: `runner.birth_year` is 1988.5; write a whole number",
        ),
        ("[runner]\nname = 5\n", "line 2: `runner.name` is 5; write it in quotes"),
        (
            "[report]\nappendix = \"yes\"\n",
            "line 2: `report.appendix` is \"yes\"; write true or false",
        ),
        (
            "[report]\nunits = \"imperal\"\n",
            "line 2: `report.units` is \"imperal\"; write `metric` or `imperial`",
        ),
        (
            "[[shoe]]\nid = \"a\"\n[[shoe]]\nid = \"b\"\nfrom = \"2026-13-01\"\n",
            "line 5: `shoe.from` is \"2026-13-01\"; write a day as 2026-10-04",
        ),
        ("[coverage]\ngaps = [[\"2026-08-01\", \"soon\"]]\n", "line 2: `coverage.gaps`"),
        (
            "[coverage]\nfrom = 2026-13-01\n",
            "line 2: `2026-13-01` is not a day; write it as 2026-10-04",
        ),
        ("[[shoe]]\nname = \"a\"\n", "line 1: `id` is missing"),
        (
            "hight_cm = 172\n",
            "line 1: `hight_cm` is not a setting; did you mean `runner.height_cm`?",
        ),
    ] {
        let refused = Config::read(text).unwrap_err().to_string();
        assert!(refused.starts_with(said), "{refused}");
    }
}
