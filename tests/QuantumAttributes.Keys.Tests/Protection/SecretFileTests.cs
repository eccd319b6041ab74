using System.Runtime.Versioning;
using QuantumAttributes.Keys.Protection;

namespace QuantumAttributes.Keys.Tests.Protection;

[UnsupportedOSPlatform("windows")]
public sealed class SecretFileTests : IDisposable
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryDirectory _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.GroupExecute)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    [InlineData(UnixFileMode.OtherExecute)]
    public void Given_AFileOpenToOthers_When_Read_Expect_ARefusalWithTheRemedy(UnixFileMode others)
    {
        File.WriteAllText(_temporary.Keys, "secret");
        File.SetUnixFileMode(_temporary.Keys, OwnerFile | others);

        KeyProtectionException e = Assert.Throws<KeyProtectionException>(() => PassphraseProtection.FromFile(_temporary.Keys));
        Assert.Contains($"chmod 600 '{_temporary.Keys}'", e.Message, StringComparison.Ordinal);
        Assert.Throws<KeyProtectionException>(() => SecretProtection.FromFile(_temporary.Keys));
    }

    // The link is open to all, as links are; what counts is the file.
    [Fact]
    public void Given_ALinkToAFileOpenToOthers_When_Read_Expect_KeyProtectionException()
    {
        string link = _temporary.Keys + "-link";
        File.WriteAllText(_temporary.Keys, "secret");
        File.CreateSymbolicLink(link, _temporary.Keys);
        File.SetUnixFileMode(_temporary.Keys, OwnerFile | UnixFileMode.OtherRead);
        Assert.Throws<KeyProtectionException>(() => PassphraseProtection.FromFile(link));

        File.SetUnixFileMode(_temporary.Keys, OwnerFile);
        PassphraseProtection.FromFile(link).Dispose();
    }

    [Fact]
    public void Given_NoFile_When_Read_Expect_KeyProtectionExceptionWithItsName()
    {
        KeyProtectionException e = Assert.Throws<KeyProtectionException>(() => PassphraseProtection.FromFile(_temporary.Keys));

        Assert.Contains(_temporary.Keys, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_ADirectory_When_Read_Expect_KeyProtectionException()
    {
        Directory.CreateDirectory(_temporary.Keys);

        Assert.Throws<KeyProtectionException>(() => PassphraseProtection.FromFile(_temporary.Keys));
    }

    [Fact]
    public void Given_NoFile_When_Created_Expect_OneForItsOwnerAndNothingBesides()
    {
        SecretFile.Create(_temporary.Keys, "secret"u8);

        Assert.Equal("secret", File.ReadAllText(_temporary.Keys));
        Assert.Equal(OwnerFile, File.GetUnixFileMode(_temporary.Keys));
        Assert.Equal([_temporary.Keys], Directory.GetFileSystemEntries(Path.GetDirectoryName(_temporary.Keys)!));
    }

    [Fact]
    public void Given_AFile_When_AnotherIsCreatedInItsPlace_Expect_ARefusalAndTheFileAsItWas()
    {
        SecretFile.Create(_temporary.Keys, "first"u8);

        Assert.Throws<KeyProtectionException>(() => SecretFile.Create(_temporary.Keys, "second"u8));
        Assert.Equal("first", File.ReadAllText(_temporary.Keys));
        Assert.Single(Directory.GetFileSystemEntries(Path.GetDirectoryName(_temporary.Keys)!));
    }

    [Fact]
    public void Given_ALinkThatLeadsNowhere_When_AFileIsCreatedInItsPlace_Expect_ARefusalAndNothingAtItsEnd()
    {
        string end = _temporary.Keys + "-end";
        File.CreateSymbolicLink(_temporary.Keys, end);

        Assert.Throws<KeyProtectionException>(() => SecretFile.Create(_temporary.Keys, "secret"u8));
        Assert.False(File.Exists(end));
    }

    [Fact]
    public void Given_NoDirectory_When_AFileIsCreatedInIt_Expect_KeyProtectionException() =>
        Assert.Throws<KeyProtectionException>(() => SecretFile.Create(Path.Combine(_temporary.Keys, "file"), "secret"u8));
}
