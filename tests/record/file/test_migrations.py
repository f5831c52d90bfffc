"""A migration that has landed is never edited: studies made by it would not be those that the next step expects."""

from __future__ import annotations

import hashlib

from coder.record.file.migrations import MIGRATIONS

LANDED = {
    1: "a64e7d723874499b432e2b23e2bbda79e8ba165560d9b6da58ee976a8a80a65d",
    2: "0166771d018d2d2879cb11adda4da2962a8e8de45eec4fcf7c2a904373d33fe4",
    3: "fe2551c229a35d78a4caf87c3503b8fabf986ea21f5cd74c819279a356e99972",
    4: "4ebd228cb5ac22be14bfb415a80339e1214b40af7737fe0399950852a460b994",
    5: "9bc82e5bc24defe27eebe1e4632e043a0222c54cfc2d74d0c5e2deabbc348489",
    6: "bb28d90057b5f064857777523d629899b7b9d17a1c39664737f0377110286352",
    7: "e3611539d7a775bb1638502bc699c67b5a269ce6abb84fa0de8ba8bbe475659f",
    8: "c1fc4dd15a8d663fb29667410f47bf86c35ac158c602db2eb838e422a44b2901",
    9: "18c7a1565bd7a2945d02da595b635682e4415d604090aa22331a8a96006bf7a2",
    10: "18ec518ad20dd5c0d81b8d03c63f1d45ad720fc6e93dc4766e20b23b25d43a8f",
    11: "6ea486f99f7acb8991f4ee7e55c3995bfc71840477f001e6d03b65a691e346a2",
    12: "f2e2fb5b76990bfd0949fe1d7b13f8bc696b38742eb7e95475732343a549a969",
    13: "8d6ec64c27565d0f42985d071b9dad47b79c95759a57c96531e0034b3ff34f44",
    14: "284c58dcb6cc941459b392f5e79a3aab4265adaa375a5953062252215c1372f9",
    15: "7ea44244cb0d7802eeb8019385bc52aaa871d572ffe2b807b8ea4865ca9ccecb",
    16: "0746943fad9da78d87b5b0ba748b7145bb1ec2f3a1f9bc6778a87d9a40871020",
    17: "7813839a7c4aad5243942983d74181daf5de15067bf3c5a68060c8363dfb5a34",
}


def test_landed_steps_are_unchanged_and_each_new_one_is_entered_here():
    assert {number: hashlib.sha256(script.encode()).hexdigest() for number, script in MIGRATIONS.items()} == LANDED
