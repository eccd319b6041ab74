using Microsoft.Extensions.Time.Testing;
using QuantumAttributes.Channels.Policies;

namespace QuantumAttributes.Channels.Tests.Policies;

public sealed class PolicyMemoryTests : IDisposable
{
    private const string Bank = "https://bank.example";
    private const string Shop = "https://shop.example:8443";

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    private readonly string _directory = Directory.CreateTempSubdirectory("quantum-policies-").FullName;
    private readonly FakeTimeProvider _time = new(Now);

    private string FilePath => Path.Combine(_directory, "a", "policies");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Given_APolicy_When_Remembered_Expect_ItForThatOriginOnly(bool file)
    {
        IPolicyMemory memory = Create(file);

        memory.Remember(Bank, Now.AddDays(1));

        Assert.Equal(Now.AddDays(1), memory.Find(Bank));
        Assert.Null(memory.Find(Shop));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Given_APolicy_When_AnotherTimeIsRemembered_Expect_ThatOne(bool file)
    {
        IPolicyMemory memory = Create(file);
        memory.Remember(Bank, Now.AddDays(1));
        memory.Remember(Shop, Now.AddDays(2));

        memory.Remember(Bank, Now.AddDays(3));

        Assert.Equal(Now.AddDays(3), memory.Find(Bank));
        Assert.Equal(Now.AddDays(2), memory.Find(Shop));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Given_APolicy_When_Cleared_Expect_NoneThatStillCounts(bool file)
    {
        IPolicyMemory memory = Create(file);
        memory.Remember(Bank, Now.AddDays(1));

        memory.Remember(Bank, DateTimeOffset.UnixEpoch);

        Assert.False(memory.Find(Bank) > Now);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Given_1000Origins_When_OneMoreComes_Expect_NoneForgottenUntilItsTime(bool file)
    {
        IPolicyMemory memory = Create(file);
        Fill(memory, file);

        memory.Remember(Bank, Now.AddDays(20));
        Assert.Null(memory.Find(Bank));
        Assert.Equal(Now.AddDays(1), memory.Find("https://0.example"));

        _time.Advance(TimeSpan.FromDays(2));
        memory.Remember(Bank, Now.AddDays(20));
        Assert.Equal(Now.AddDays(20), memory.Find(Bank));
    }

    [Fact]
    public void Given_AFile_When_AnotherInstanceWritesIt_Expect_ItsPoliciesSeen()
    {
        var (one, other) = (new PolicyMemoryFile(FilePath, _time), new PolicyMemoryFile(FilePath, _time));
        one.Remember(Bank, Now.AddDays(1));
        Assert.Equal(Now.AddDays(1), other.Find(Bank));

        one.Remember(Shop, Now.AddDays(2));

        Assert.Equal(Now.AddDays(2), other.Find(Shop));
    }

    [Fact]
    public void Given_AFile_When_Written_Expect_ALineEach()
    {
        var memory = new PolicyMemoryFile(FilePath, _time);
        memory.Remember(Bank, Now);
        memory.Remember(Shop, Now.AddDays(2));
        memory.Remember(Bank, Now.AddDays(1));
        memory.Remember(Shop, Now.AddDays(3));

        Assert.Equal([$"{Shop} 001800259200", $"{Bank} 001800086400"], File.ReadAllLines(FilePath));
    }

    [Theory]
    [InlineData("https://bank.example\n")]
    [InlineData("https://bank.example 1800000000\n")]
    [InlineData("https://bank.example 001800000000")]
    [InlineData("https://bank.example -01800000000\n")]
    [InlineData("https://bank.example 999999999999\n")]
    [InlineData(" 001800000000\n")]
    [InlineData("\n")]
    public void Given_ADamagedFile_When_Read_Expect_AnError(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        File.WriteAllText(FilePath, content);

        Assert.Throws<FormatException>(() => new PolicyMemoryFile(FilePath, _time).Find(Bank));
        Assert.Throws<FormatException>(() => new PolicyMemoryFile(FilePath, _time).Remember(Bank, Now.AddDays(1)));
        Assert.Equal(content, File.ReadAllText(FilePath));
    }

    // A file at once: each policy by itself waits for the disk.
    private void Fill(IPolicyMemory memory, bool file)
    {
        var policies = Enumerable.Range(0, IPolicyMemory.MaxOrigins).Select(i => (Origin: $"https://{i}.example", Until: Now.AddDays(i == 0 ? 1 : 10)));
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        if (file)
            File.WriteAllText(FilePath, string.Concat(policies.Select(policy => $"{policy.Origin} {policy.Until.ToUnixTimeSeconds():D12}\n")));
        else
            policies.ToList().ForEach(policy => memory.Remember(policy.Origin, policy.Until));
    }

    private IPolicyMemory Create(bool file) => file ? new PolicyMemoryFile(FilePath, _time) : new PolicyMemory(_time);
}
