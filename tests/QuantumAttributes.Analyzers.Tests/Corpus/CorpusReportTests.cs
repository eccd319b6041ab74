namespace QuantumAttributes.Analyzers.Tests.Corpus;

/// <summary>How much of the classical cryptography in the corpus is found, and how much is reported that is none.</summary>
public sealed class CorpusReportTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("Payments")]
    [InlineData("Devices")]
    [InlineData("Records")]
    public async Task Given_Project_When_Analyzed_Expect_NearlyAllFoundAndNearlyNothingElse(string name)
    {
        var report = await CorpusReport.OfAsync(new CorpusProject(name), "federal", TestContext.Current.CancellationToken);

        output.WriteLine($"{name}: {report.Recall:P1} of {report.Count(CorpusLabelKind.Find)} found, {report.FalsePositives:P1} of {report.Count(CorpusLabelKind.Clean)} wrong");
        Write("missed", report.Missed);
        Write("wrong", report.Wrong);
        Write("louder than it should be", report.Loud);
        Write("by another family's rule", report.OtherFamily);
        Write("on lines without a label", report.Unlabelled);
        Assert.InRange(report.Recall, 0.95, 1);
        Assert.InRange(report.FalsePositives, 0, 0.01);
    }

    private void Write(string what, IEnumerable<object> lines)
    {
        foreach (var line in lines)
            output.WriteLine($"  {what}: {line}");
    }
}
