using QuantumAttributes.Keys.Lifecycle;

namespace QuantumAttributes.Keys.Tests;

/// <summary>
/// SP 800-57 part 1 revision 5, section 7, without suspension. One transition of the standard is refused on purpose: from active to
/// destroyed at once (transition 5).
/// </summary>
public sealed class KeyTransitionTests
{
    // A row for each state a key comes from, a column for each it is to go to, both in the order of KeyState.
    private static readonly string[] _table =
    [
        // pre-activation, active, deactivated, compromised, destroyed
        "-A-CD", // pre-activation: transitions 4, 3 and 2
        "--PC-", // active: 8 and 6
        "---CD", // deactivated: 12 and 11
        "----D", // compromised: 13
        "-----", // destroyed: none
    ];

    public static TheoryData<KeyState, KeyState> Moves => [.. from a in Enum.GetValues<KeyState>() from b in Enum.GetValues<KeyState>() select (a, b)];

    [Theory]
    [MemberData(nameof(Moves))]
    public void Given_TwoStates_When_AKeyIsToMove_Expect_WhatTheStandardSays(KeyState from, KeyState to) =>
        Assert.Equal(_table[(int)from][(int)to] != '-', KeyTransitions.IsLegal(from, to));
}
