namespace QuantumAttributes.Analyzers.Tests.Corpus;

/// <summary>How much of the classical cryptography in the corpus is found, and how much is reported that is none.</summary>
public sealed class CorpusReportTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("Payments", 0.95)]
    [InlineData("Devices", 0.95)]
    [InlineData("Records", 0.95)]
    [InlineData("Ledger", 0.90)] // held out: no rule was changed after it was seen
    public async Task Given_Project_When_Analyzed_Expect_NearlyAllFoundAndNearlyNothingElse(string name, double recall)
    {
        var report = await CorpusReport.OfAsync(new CorpusProject(name), "federal", TestContext.Current.CancellationToken);

        output.WriteLine($"{name}: {report.Recall:P1} of {report.Count(CorpusLabelKind.Find)} found, {report.FalsePositives:P1} of {report.Count(CorpusLabelKind.Clean)} wrong");
        Write("missed", report.Missed);
        Write("wrong", report.Wrong);
        Write("louder than it should be", report.Loud);
        Write("by another family's rule", report.OtherFamily);
        Write("on lines without a label", report.Unlabelled);
        Assert.InRange(report.Recall, recall, 1);
        Assert.InRange(report.FalsePositives, 0, 0.01);
    }

    [Fact]
    public async Task Given_WholeCorpus_When_Analyzed_Expect_NearlyAllFoundAndNearlyNothingElse()
    {
        List<CorpusReport> reports = [];
        foreach (string name in (string[])["Payments", "Devices", "Records", "Ledger"])
            reports.Add(await CorpusReport.OfAsync(new CorpusProject(name), "federal", TestContext.Current.CancellationToken));

        int toFind = reports.Sum(static report => report.Count(CorpusLabelKind.Find));
        int clean = reports.Sum(static report => report.Count(CorpusLabelKind.Clean));
        int missed = reports.Sum(static report => report.Missed.Count());
        int wrong = reports.Sum(static report => report.Wrong.Count());
        output.WriteLine($"The whole corpus: {1 - ((double)missed / toFind):P1} of {toFind} found, {(double)wrong / clean:P1} of {clean} wrong");
        Assert.InRange((double)missed / toFind, 0, 0.05);
        Assert.InRange((double)wrong / clean, 0, 0.01);
    }

    private void Write(string what, IEnumerable<object> lines)
    {
        foreach (var line in lines)
            output.WriteLine($"  {what}: {line}");
    }
}
