namespace QuantumAttributes.Channels.Tests.StructuredFields;

/// <summary>The working group's own suite, file by file. The six fields that a parser may refuse are accepted.</summary>
public class StructuredFieldVectorTests(ITestOutputHelper output)
{
    /// <summary>The files of the suite, each with the number of fields that are valid and that must be refused.</summary>
    private static readonly (string File, int Valid, int Invalid)[] Counts =
    [
        ("binary.json", 5, 10),
        ("boolean.json", 2, 10),
        ("date.json", 10, 7),
        ("dictionary.json", 19, 7),
        ("display-string.json", 7, 15),
        ("item.json", 2, 3),
        ("list.json", 8, 3),
        ("listlist.json", 5, 7),
        ("number.json", 19, 18),
        ("param-dict.json", 9, 5),
        ("param-list.json", 10, 10),
        ("param-listlist.json", 3, 0),
        ("string.json", 6, 8),
        ("token.json", 6, 0),
        ("examples.json", 21, 0),
    ];

    public static TheoryData<string, int> Valid => [.. Counts.Select(static c => (c.File, c.Valid))];

    public static TheoryData<string, int> Invalid => [.. Counts.Where(static c => c.Invalid > 0).Select(static c => (c.File, c.Invalid))];

    [Fact]
    public void Given_TheWorkingGroupsSuite_When_Counted_Expect_EveryCaseRuns()
    {
        Assert.Equal(235, StructuredFieldVectors.All.Count);
        Assert.Equal(132, Counts.Sum(static c => c.Valid));
        Assert.Equal(103, Counts.Sum(static c => c.Invalid));
        Assert.Equal(6, StructuredFieldVectors.All.Count(static test => test.CanFail));
    }

    [Theory]
    [MemberData(nameof(Valid))]
    public void Given_ValidFields_When_Parsed_Expect_TheModelAndItsCanonicalText(string file, int expected)
    {
        StructuredFieldCase[] cases = [.. StructuredFieldVectors.All.Where(test => test.File == file && !test.MustFail)];

        Assert.All(cases, static test =>
        {
            Assert.True(test.TryParse(out object? parsed));
            ExpectedModel.AssertEqual(test.Expected, parsed!);
            Assert.Equal(test.Canonical, parsed!.ToString());
            Assert.Equal(test.Canonical, test.Parse().ToString());
        });

        Ran($"{file}, parsed", cases.Length, expected);
    }

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Given_InvalidFields_When_Parsed_Expect_Refusal(string file, int expected)
    {
        StructuredFieldCase[] cases = [.. StructuredFieldVectors.All.Where(test => test.File == file && test.MustFail)];

        Assert.All(cases, static test =>
        {
            Assert.False(test.TryParse(out object? parsed));
            Assert.Null(parsed);
            Assert.Throws<FormatException>(test.Parse);
        });

        Ran($"{file}, refused", cases.Length, expected);
    }

    private void Ran(string what, int cases, int expected)
    {
        output.WriteLine($"rfc9421/structured-fields.json.gz {what} on QuantumAttributes: {cases} cases");
        Assert.Equal(expected, cases);
    }
}
