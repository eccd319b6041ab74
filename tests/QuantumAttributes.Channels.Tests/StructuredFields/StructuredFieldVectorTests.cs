namespace QuantumAttributes.Channels.Tests.StructuredFields;

public class StructuredFieldVectorTests
{
    public static TheoryData<int, string> Valid { get; } = Cases(test => !test.MustFail);

    public static TheoryData<int, string> Invalid { get; } = Cases(test => test.MustFail);

    [Fact]
    public void Given_TheWorkingGroupsSuite_When_Counted_Expect_EveryCaseRuns()
    {
        Assert.Equal(235, StructuredFieldVectors.All.Count);
        Assert.Equal(132, Valid.Count);
        Assert.Equal(103, Invalid.Count);
        Assert.Equal(6, StructuredFieldVectors.All.Count(test => test.CanFail));
    }

    // The six cases that a parser may refuse are among these: this one accepts them all.
    [Theory]
    [MemberData(nameof(Valid))]
    public void Given_AValidField_When_Parsed_Expect_TheModelAndItsCanonicalText(int index, string name)
    {
        StructuredFieldCase test = StructuredFieldVectors.All[index];

        Assert.True(test.TryParse(out object? parsed), name);
        ExpectedModel.AssertEqual(test.Expected, parsed!);
        Assert.Equal(test.Canonical, parsed!.ToString());
        Assert.Equal(test.Canonical, test.Parse().ToString());
    }

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Given_AnInvalidField_When_Parsed_Expect_Refusal(int index, string name)
    {
        StructuredFieldCase test = StructuredFieldVectors.All[index];

        Assert.False(test.TryParse(out object? parsed), name);
        Assert.Null(parsed);
        Assert.Throws<FormatException>(test.Parse);
    }

    private static TheoryData<int, string> Cases(Func<StructuredFieldCase, bool> wanted)
    {
        TheoryData<int, string> cases = [];
        foreach ((int index, StructuredFieldCase test) in StructuredFieldVectors.All.Index().Where(pair => wanted(pair.Item)))
        {
            cases.Add(index, test.Name);
        }

        return cases;
    }
}
