using System.Runtime.Versioning;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Keys.Tests;

[UnsupportedOSPlatform("windows")]
public sealed class KeyDirectoryTests : IDisposable
{
    private const UnixFileMode OwnerDirectory = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryDirectory _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Given_NoDirectory_When_Opened_Expect_OneForItsOwnerAlone()
    {
        KeyDirectory directory = KeyDirectory.Open(_temporary.Keys);

        Assert.Equal(_temporary.Keys, directory.Path);
        Assert.Equal(OwnerDirectory, File.GetUnixFileMode(_temporary.Keys));
    }

    [Fact]
    public void Given_ARelativePath_When_Opened_Expect_TheFullOne()
    {
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, _temporary.Keys);

        Assert.Equal(_temporary.Keys, KeyDirectory.Open(relative).Path);
    }

    [Fact]
    public void Given_NoKey_When_Loaded_Expect_AFileForItsOwnerAlone()
    {
        using SigningKey key = Load();

        Assert.Equal(SignatureAlgorithm.MLDsa65, key.Algorithm);
        Assert.Equal(OwnerFile, File.GetUnixFileMode(_temporary.Identity));
        Assert.Equal([_temporary.Identity], Directory.GetFileSystemEntries(_temporary.Keys));
    }

    [Fact]
    public void Given_AKey_When_LoadedAgain_Expect_TheSame()
    {
        using SigningKey first = Load(), second = Load();

        Assert.Equal(first.VerifyingKey.Thumbprint, second.VerifyingKey.Thumbprint);
        Assert.Equal(first.ExportSeed(), second.ExportSeed());
    }

    [Fact]
    public void Given_AKey_When_Written_Expect_OnePemBlockAndALineEnd()
    {
        Load().Dispose();
        string pem = File.ReadAllText(_temporary.Identity);

        Assert.StartsWith("-----BEGIN PRIVATE KEY-----\n", pem, StringComparison.Ordinal);
        Assert.EndsWith("\n-----END PRIVATE KEY-----\n", pem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.GroupExecute)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    [InlineData(UnixFileMode.OtherExecute)]
    public void Given_ADirectoryOpenToOthers_When_Opened_Expect_ARefusalWithTheRemedy(UnixFileMode others)
    {
        Directory.CreateDirectory(_temporary.Keys);
        File.SetUnixFileMode(_temporary.Keys, OwnerDirectory | others);

        KeyDirectoryException e = Assert.Throws<KeyDirectoryException>(() => KeyDirectory.Open(_temporary.Keys));
        Assert.Contains($"chmod 700 '{_temporary.Keys}'", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void Given_AKeyOpenToOthers_When_Loaded_Expect_ARefusalWithTheRemedy(UnixFileMode others)
    {
        Load().Dispose();
        File.SetUnixFileMode(_temporary.Identity, OwnerFile | others);

        KeyDirectoryException e = Assert.Throws<KeyDirectoryException>(Load);
        Assert.Contains($"chmod 600 '{_temporary.Identity}'", e.Message, StringComparison.Ordinal);
    }

    // A directory takes the bit from the one it is made in, and chmod 700 would not take it away again.
    [Fact]
    public void Given_AParentThatHandsDownItsGroup_When_Opened_Expect_TheDirectoryTaken()
    {
        string parent = Path.GetDirectoryName(_temporary.Keys)!;
        File.SetUnixFileMode(parent, OwnerDirectory | UnixFileMode.SetGroup);

        KeyDirectory.Open(_temporary.Keys);

        Assert.Equal(OwnerDirectory | UnixFileMode.SetGroup, File.GetUnixFileMode(_temporary.Keys));
    }

    [Fact]
    public void Given_ALinkToTheDirectory_When_Opened_Expect_ItFollowed()
    {
        using SigningKey key = Load();
        string link = _temporary.Keys + "-link";
        Directory.CreateSymbolicLink(link, _temporary.Keys);

        using SigningKey same = KeyDirectory.Open(link).LoadOrCreateIdentity(SignatureAlgorithm.MLDsa65, ProviderSet.Default);

        Assert.Equal(key.VerifyingKey.Thumbprint, same.VerifyingKey.Thumbprint);
    }

    [Fact]
    public void Given_AFileInTheDirectorysPlace_When_Opened_Expect_KeyDirectoryException()
    {
        File.WriteAllText(_temporary.Keys, "");

        KeyDirectoryException e = Assert.Throws<KeyDirectoryException>(() => KeyDirectory.Open(_temporary.Keys));
        Assert.Contains(_temporary.Keys, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_APlaceWhereNothingCanBeMade_When_Opened_Expect_KeyDirectoryException() =>
        Assert.Throws<KeyDirectoryException>(() => KeyDirectory.Open("/proc/quantum/keys"));

    [Fact]
    public void Given_ADirectoryInTheKeysPlace_When_Loaded_Expect_KeyDirectoryExceptionAndNothingLeftBehind()
    {
        KeyDirectory directory = KeyDirectory.Open(_temporary.Keys);
        Directory.CreateDirectory(_temporary.Identity);

        Assert.Throws<KeyDirectoryException>(() => directory.LoadOrCreateIdentity(SignatureAlgorithm.MLDsa65, ProviderSet.Default));
        Assert.Equal([_temporary.Identity], Directory.GetFileSystemEntries(_temporary.Keys));
    }

    // Of no use to root either, who reads everything else: a link that leads nowhere, and one that leads to itself.
    [Theory]
    [InlineData("nowhere.pem")]
    [InlineData("identity.pem")]
    public void Given_AKeyThatNobodyCanRead_When_Loaded_Expect_KeyDirectoryExceptionAndNothingLeftBehind(string target)
    {
        KeyDirectory directory = KeyDirectory.Open(_temporary.Keys);
        File.CreateSymbolicLink(_temporary.Identity, Path.Combine(_temporary.Keys, target));

        Assert.Throws<KeyDirectoryException>(() => directory.LoadOrCreateIdentity(SignatureAlgorithm.MLDsa65, ProviderSet.Default));
        Assert.Single(Directory.GetFileSystemEntries(_temporary.Keys));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN PRIVATE KEY-----\n")]
    [InlineData("-----BEGIN PRIVATE KEY-----\n!\n-----END PRIVATE KEY-----\n")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")]
    [InlineData("-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n")]
    public void Given_ADamagedKey_When_Loaded_Expect_ARefusalThatSaysToRestoreItAndTheFileUntouched(string pem)
    {
        Put(pem);

        KeyDirectoryException e = Assert.Throws<KeyDirectoryException>(Load);
        Assert.Contains("Restore it from a backup", e.Message, StringComparison.Ordinal);
        Assert.Equal(pem, File.ReadAllText(_temporary.Identity));
    }

    // Torn anywhere: never another key, and never a new one.
    [Fact]
    public void Given_AKeyCutShort_When_Loaded_Expect_KeyDirectoryException()
    {
        Load().Dispose();
        string pem = File.ReadAllText(_temporary.Identity);
        for (int length = 0; length < pem.Length - 1; length++)
        {
            Put(pem[..length]);
            Assert.Throws<KeyDirectoryException>(Load);
        }
    }

    [Fact]
    public void Given_AKeyOfAnotherKind_When_Loaded_Expect_KeyDirectoryException()
    {
        using KemPrivateKey kem = KemPrivateKey.Generate(KemAlgorithm.MLKem768);
        Put(kem.ExportPkcs8PrivateKeyPem());

        Assert.Throws<KeyDirectoryException>(Load);
    }

    [Fact]
    public void Given_APublicKeyInItsPlace_When_Loaded_Expect_KeyDirectoryException()
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa65);
        Put(key.VerifyingKey.ExportSubjectPublicKeyInfoPem());

        Assert.Throws<KeyDirectoryException>(Load);
    }

    [Fact]
    public void Given_ADamagedKey_When_Refused_Expect_NothingOfItInTheMessage()
    {
        Load().Dispose();
        string pem = File.ReadAllText(_temporary.Identity);
        string secret = pem.Split('\n')[1];
        Put(pem.Replace("-----END", "!-----END", StringComparison.Ordinal));

        KeyDirectoryException e = Assert.Throws<KeyDirectoryException>(Load);
        Assert.DoesNotContain(secret[..16], e.ToString(), StringComparison.Ordinal);
    }

    private SigningKey Load() =>
        KeyDirectory.Open(_temporary.Keys).LoadOrCreateIdentity(SignatureAlgorithm.MLDsa65, ProviderSet.Default);

    private void Put(string pem)
    {
        KeyDirectory.Open(_temporary.Keys);
        File.WriteAllText(_temporary.Identity, pem);
        File.SetUnixFileMode(_temporary.Identity, OwnerFile);
    }
}
