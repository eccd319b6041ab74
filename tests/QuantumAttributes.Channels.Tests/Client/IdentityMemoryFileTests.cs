using QuantumAttributes.Channels.Client;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Tests.Client;

public sealed class IdentityMemoryFileTests : IDisposable
{
    private const string Bank = "https://bank.example";
    private const string Shop = "https://shop.example:8443";

    private readonly string _directory = Directory.CreateTempSubdirectory("quantum-memory-").FullName;

    private string FilePath => Path.Combine(_directory, "a", "known");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Given_AFirstIdentity_When_AnotherInstanceLooks_Expect_ItKnown()
    {
        Assert.Equal(Key(1), new IdentityMemoryFile(FilePath).Remember(Bank, Key(1)));

        Assert.Equal(Key(1), new IdentityMemoryFile(FilePath).Remember(Bank, Key(2)));
    }

    [Fact]
    public void Given_TwoOrigins_When_Remembered_Expect_EachItsOwn()
    {
        var memory = new IdentityMemoryFile(FilePath);
        memory.Remember(Bank, Key(1));
        memory.Remember(Shop, Key(2));

        Assert.Equal(Key(1), memory.Remember(Bank, Key(9)));
        Assert.Equal(Key(2), memory.Remember(Shop, Key(9)));
        Assert.Equal([$"{Bank} {Key(1)}", $"{Shop} {Key(2)}"], File.ReadAllLines(FilePath));
    }

    [Fact]
    public void Given_AKnownIdentity_When_AnotherFollowsIt_Expect_TheOtherKnownFromThen()
    {
        var memory = new IdentityMemoryFile(FilePath);
        memory.Remember(Bank, Key(1));
        memory.Remember(Shop, Key(1));

        memory.Succeed(Bank, Key(1), Key(2));

        Assert.Equal(Key(2), new IdentityMemoryFile(FilePath).Remember(Bank, Key(9)));
        Assert.Equal(Key(1), memory.Remember(Shop, Key(9)));
    }

    [Fact]
    public void Given_AnotherIdentityThanTheOldOne_When_ItIsSucceeded_Expect_NothingChanged()
    {
        var memory = new IdentityMemoryFile(FilePath);
        memory.Remember(Bank, Key(1));

        memory.Succeed(Bank, Key(3), Key(2));
        memory.Succeed(Shop, Key(3), Key(2));

        Assert.Equal(Key(1), memory.Remember(Bank, Key(9)));
        Assert.Equal([$"{Bank} {Key(1)}"], File.ReadAllLines(FilePath));
    }

    [Fact]
    public void Given_AnOriginThatBeginsLikeAnother_When_Remembered_Expect_TwoOrigins()
    {
        var memory = new IdentityMemoryFile(FilePath);
        memory.Remember(Bank, Key(1));

        Assert.Equal(Key(2), memory.Remember(Bank + ".evil.example", Key(2)));
    }

    // As an editor leaves it, or a power cut before the last byte.
    [Fact]
    public void Given_ALastLineWithoutItsEnd_When_AnotherIsRemembered_Expect_BothReadable()
    {
        Write($"{Bank} {Key(1)}");
        var memory = new IdentityMemoryFile(FilePath);

        Assert.Equal(Key(2), memory.Remember(Shop, Key(2)));

        Assert.Equal(Key(1), memory.Remember(Bank, Key(9)));
        Assert.Equal(Key(2), memory.Remember(Shop, Key(9)));
    }

    public static TheoryData<string> Damaged =>
    [
        "\n", "x\n", Bank + "\n", $"{Bank} {Key(1).ToString()[..42]}\n", $"{Bank} {Key(1)} x\n",
        $"{Bank}  {Key(1)}\n", $"{Bank} {Key(1)}=\n",
    ];

    // Whatever the line said, it was said about somebody: nothing may be taken at first sight past it.
    [Theory]
    [MemberData(nameof(Damaged))]
    public void Given_ADamagedLine_When_Looked_Expect_FormatExceptionAndTheFileUntouched(string line)
    {
        Write(line);
        var memory = new IdentityMemoryFile(FilePath);

        Assert.Throws<FormatException>(() => memory.Remember(Shop, Key(1)));
        Assert.Equal(line, File.ReadAllText(FilePath));
    }

    [Fact]
    public void Given_ADirectoryInTheWay_When_Looked_Expect_IOException()
    {
        Directory.CreateDirectory(FilePath);

        Assert.Throws<IOException>(() => new IdentityMemoryFile(FilePath).Remember(Bank, Key(1)));
    }

    [Fact]
    public async Task Given_ManyInstancesAtOnce_When_EachShowsAnotherIdentity_Expect_OneKnownToAll()
    {
        KeyThumbprint[] known = await Task.WhenAll(Enumerable.Range(1, 16).Select(i => Task.Run(
            () => new IdentityMemoryFile(FilePath).Remember(Bank, Key((byte)i)))));

        Assert.Single(known.Distinct());
        Assert.Single(File.ReadAllLines(FilePath));
    }

    [Fact]
    public async Task Given_ManyInstancesAtOnce_When_EachShowsAnotherOrigin_Expect_AllRemembered()
    {
        await Task.WhenAll(Enumerable.Range(1, 16).Select(i => Task.Run(
            () => new IdentityMemoryFile(FilePath).Remember($"https://{i}.example", Key((byte)i)))));

        Assert.Equal(16, File.ReadAllLines(FilePath).Length);
        Assert.Equal(Key(7), new IdentityMemoryFile(FilePath).Remember("https://7.example", Key(99)));
    }

    private static KeyThumbprint Key(byte number) => new([.. Enumerable.Repeat(number, 32)]);

    private void Write(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        File.WriteAllText(FilePath, text);
    }
}
