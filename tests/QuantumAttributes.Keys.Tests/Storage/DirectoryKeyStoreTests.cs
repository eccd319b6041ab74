using System.Runtime.Versioning;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Keys.Tests.Storage;

/// <summary>How a directory is opened, and what lies in it.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class DirectoryKeyStoreTests : IDisposable
{
    private const UnixFileMode OwnerDirectory = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryDirectory _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Given_NoDirectory_When_Opened_Expect_OneForItsOwnerAlone()
    {
        string path = Path.Combine(_temporary.Keys, "deep", "er");

        DirectoryKeyStore store = DirectoryKeyStore.Open(path);

        Assert.Equal(path, store.Path);
        Assert.Equal($"directory {path}", store.Description);
        Assert.Equal(OwnerDirectory, File.GetUnixFileMode(path));
    }

    [Fact]
    public void Given_ARelativePath_When_Opened_Expect_TheFullOne()
    {
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, _temporary.Keys);

        Assert.Equal(_temporary.Keys, DirectoryKeyStore.Open(relative).Path);
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

        KeyStoreException e = Assert.Throws<KeyStoreException>(() => DirectoryKeyStore.Open(_temporary.Keys));
        Assert.Contains($"chmod 700 '{_temporary.Keys}'", e.Message, StringComparison.Ordinal);
    }

    // A directory takes the bit from the one it is made in, and chmod 700 would not take it away again.
    [Fact]
    public void Given_AParentThatHandsDownItsGroup_When_Opened_Expect_TheDirectoryTaken()
    {
        File.SetUnixFileMode(Path.GetDirectoryName(_temporary.Keys)!, OwnerDirectory | UnixFileMode.SetGroup);

        DirectoryKeyStore.Open(_temporary.Keys);

        Assert.Equal(OwnerDirectory | UnixFileMode.SetGroup, File.GetUnixFileMode(_temporary.Keys));
    }

    [Fact]
    public async Task Given_ALinkToTheDirectory_When_Opened_Expect_ItFollowed()
    {
        StoredKey key = StoredKeys.New(KeyPurpose.Identity);
        await Open().CommitAsync(StoredKeys.Write(key));
        string link = _temporary.Keys + "-link";
        Directory.CreateSymbolicLink(link, _temporary.Keys);

        await DirectoryKeyStore.Open(link).CommitAsync(StoredKeys.Write(key = key.Next()));

        await Open().AssertHoldsAsync(key);
    }

    [Fact]
    public void Given_AFileInTheDirectorysPlace_When_Opened_Expect_KeyStoreException()
    {
        File.WriteAllText(_temporary.Keys, "");

        KeyStoreException e = Assert.Throws<KeyStoreException>(() => Open());
        Assert.Contains(_temporary.Keys, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_APlaceWhereNothingCanBeMade_When_Opened_Expect_KeyStoreException() =>
        Assert.Throws<KeyStoreException>(() => DirectoryKeyStore.Open("/proc/quantum/keys"));

    [Fact]
    public async Task Given_AllThatAStoreWrites_When_Listed_Expect_FilesForTheirOwnerAloneAndTheirNames()
    {
        StoredKey identity = StoredKeys.New(KeyPurpose.Identity, generation: 12);
        StoredKey[] keys = [identity, StoredKeys.New(KeyPurpose.SessionTickets), StoredKeys.New(StoredKeys.Invoices, generation: 3)];
        await Open().CommitAsync(new KeyStoreCommit([StoredKeys.Entry(1)], keys, []));
        await Open().CommitAsync(StoredKeys.Write(identity.Next()));
        await Open().AddUsesAsync(new Dictionary<KeyId, long> { [identity.Id] = 5 });

        // printf invoices | sha256sum
        string[] expected = ["audit.log", "identity.12.key", "ring.lock", "session-tickets.1.key", "signing-491dabd4.3.key", "uses.json"];
        string[] files = Directory.GetFileSystemEntries(_temporary.Keys);
        Assert.Equal(expected, files.Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(files, file => Assert.Equal(OwnerFile, File.GetUnixFileMode(file)));
        Assert.Equal("1 entry-1\n", File.ReadAllText(At("audit.log")));
        Assert.Equal($$"""{"{{identity.Id}}":5}""", File.ReadAllText(At("uses.json")));
    }

    // Computed by hand from the description in KeyFile.
    [Fact]
    public async Task Given_AKeyFile_When_Read_Expect_TheBytesDescribed()
    {
        KeyId id = KeyId.Parse("000102030405060708090a0b0c0d0e0f");
        await Open().CommitAsync(StoredKeys.Write(new StoredKey(id, new KeySlot(KeyPurpose.Sealing, "ab"), 258, 1, new byte[] { 0xCC })));

        byte[] file = File.ReadAllBytes(Directory.GetFiles(_temporary.Keys, "*.key").Single());
        const string Fields = "51414B4559" + "01" + "05" + "0002" + "6162" + "000102030405060708090A0B0C0D0E0F"
            + "00000102" + "0000000000000001" + "00000001" + "CC";
        byte[] hash = System.Security.Cryptography.SHA256.HashData(Convert.FromHexString(Fields));
        Assert.Equal(Fields + Convert.ToHexString(hash), Convert.ToHexString(file));
    }

    [Fact]
    public async Task Given_FilesThatAreNoKeys_When_ReadAndWritten_Expect_ThemLeftAlone()
    {
        Open();
        string[] others = ["README", "identity.1.key.bak", "identity.1.key~", ".key-notes", "identity.pem"];
        foreach (string other in others)
            File.WriteAllText(At(other), "mine");

        await Open().CommitAsync(StoredKeys.Write(StoredKeys.New(KeyPurpose.Identity)));

        KeyStoreContents contents = await Open().ReadAsync();
        Assert.Single(contents.Keys);
        Assert.Empty(contents.Unreadable);
        Assert.All(others, other => Assert.Equal("mine", File.ReadAllText(At(other))));
    }

    // Two names whose SHA-256 begins with the same 32 bits: written over, one would be lost.
    [Fact]
    public async Task Given_TwoSlotsOfOneFileName_When_TheSecondIsWritten_Expect_KeyStoreExceptionAndNoConflict()
    {
        (string first, string second) = FindNamesOfOneHash();
        StoredKey key = StoredKeys.New(new KeySlot(KeyPurpose.Signing, first));
        await Open().CommitAsync(StoredKeys.Write(key));

        StoredKey other = StoredKeys.New(new KeySlot(KeyPurpose.Signing, second));
        await Assert.ThrowsAsync<KeyStoreException>(async () => await Open().CommitAsync(StoredKeys.Write(other)));
        await Open().AssertHoldsAsync(key);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"x\":1}")]
    [InlineData("{\"000102030405060708090a0b0c0d0e0f\":-1}")]
    [InlineData("{\"000102030405060708090a0b0c0d0e0f\":1.5}")]
    [InlineData("{\"000102030405060708090a0b0c0d0e0f\":\"1\"}")]
    [InlineData("{\"000102030405060708090a0b0c0d0e0f\":99999999999999999999}")]
    public async Task Given_DamagedCountsOfUses_When_ReadAndAdded_Expect_ThemFrom0Again(string json)
    {
        Open();
        File.WriteAllText(At("uses.json"), json);
        KeyId id = KeyId.Parse("000102030405060708090a0b0c0d0e0f");

        Assert.Empty(await Open().ReadUsesAsync());
        await Open().AddUsesAsync(new Dictionary<KeyId, long> { [id] = long.MaxValue });
        await Open().AddUsesAsync(new Dictionary<KeyId, long> { [id] = 2 });

        Assert.Equal(long.MaxValue, (await Open().ReadUsesAsync())[id]);
    }

    private static (string First, string Second) FindNamesOfOneHash()
    {
        var seen = new Dictionary<string, string>();
        for (int i = 0; ; i++)
        {
            string name = $"slot-{i}";
            if (!seen.TryAdd(KeyFileName.Of(new KeySlot(KeyPurpose.Signing, name), 1).Prefix, name))
                return (seen[KeyFileName.Of(new KeySlot(KeyPurpose.Signing, name), 1).Prefix], name);
        }
    }

    private DirectoryKeyStore Open() => DirectoryKeyStore.Open(_temporary.Keys);

    private string At(string name) => Path.Combine(_temporary.Keys, name);
}
