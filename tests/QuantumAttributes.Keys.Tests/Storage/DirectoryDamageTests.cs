using System.Runtime.Versioning;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Keys.Tests.Storage;

/// <summary>A key file that is damaged: it alone is set aside, and it keeps its place.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class DirectoryDamageTests : IAsyncLifetime
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryDirectory _temporary = new();
    private readonly StoredKey _sound = StoredKeys.New(StoredKeys.Invoices);
    private readonly StoredKey _damaged = StoredKeys.New(StoredKeys.Invoices, generation: 2);
    private DirectoryKeyStore _store = null!;

    private string Damaged => Path.Combine(_temporary.Keys, KeyFileName.Of(StoredKeys.Invoices, 2).ToString());

    public async ValueTask InitializeAsync()
    {
        _store = DirectoryKeyStore.Open(_temporary.Keys);
        await _store.CommitAsync(StoredKeys.Write(_sound, _damaged));
    }

    public ValueTask DisposeAsync()
    {
        _temporary.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Given_AKeyFile_When_CutAnywhere_Expect_ItAloneSetAside()
    {
        byte[] file = File.ReadAllBytes(Damaged);
        for (int length = 0; length < file.Length; length++)
            await AssertSetAsideAsync(file[..length]);
    }

    [Fact]
    public async Task Given_AKeyFile_When_AnyBitFlips_Expect_ItAloneSetAside()
    {
        byte[] file = File.ReadAllBytes(Damaged);
        for (int bit = 0; bit < 8 * file.Length; bit++)
        {
            byte[] flipped = [.. file];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            await AssertSetAsideAsync(flipped);
        }
    }

    [Fact]
    public async Task Given_ALargerKeyFile_When_AnyByteFlips_Expect_ItAloneSetAside()
    {
        await _store.CommitAsync(StoredKeys.Write(_damaged.Next() with { Container = new byte[2000] }));
        byte[] file = File.ReadAllBytes(Damaged);
        for (int i = 0; i < file.Length; i++)
        {
            byte[] flipped = [.. file];
            flipped[i] ^= 0xFF;
            await AssertSetAsideAsync(flipped);
        }
    }

    [Fact]
    public async Task Given_AKeyFile_When_SomethingFollows_Expect_ItAloneSetAside()
    {
        byte[] file = File.ReadAllBytes(Damaged);
        await AssertSetAsideAsync([.. file, 0]);
        await AssertSetAsideAsync([.. file, .. file]);
        await AssertSetAsideAsync(new byte[KeyFile.MaxSize]);
        await AssertSetAsideAsync(new byte[KeyFile.MaxSize + 1]);
    }

    [Fact]
    public async Task Given_AnotherKeysFile_When_UnderThisName_Expect_ItAloneSetAside() =>
        await AssertSetAsideAsync(File.ReadAllBytes(Path.Combine(_temporary.Keys, KeyFileName.Of(StoredKeys.Invoices, 1).ToString())));

    // Sound by its hash, and made by something else: each field out of its bounds.
    [Fact]
    public async Task Given_MalformedFieldsUnderASoundHash_When_Read_Expect_ThemSetAside()
    {
        await AssertSetAsideAsync(KeyFile.Encode(_damaged with { Generation = 0 }));
        await AssertSetAsideAsync(KeyFile.Encode(_damaged with { Generation = -1 }));
        await AssertSetAsideAsync(KeyFile.Encode(_damaged with { Revision = 0 }));
        foreach ((int at, byte value) in new (int, byte)[] { (6, 0), (6, 99), (7, 1), (8, 0), (8, 255), (9, 0x20), (9, 0x80), (48, 1), (45, 0xFF) })
        {
            byte[] file = KeyFile.Encode(_damaged);
            file[at] = value;
            System.Security.Cryptography.SHA256.HashData(file.AsSpan(0, file.Length - 32), file.AsSpan(file.Length - 32));
            await AssertSetAsideAsync(file);
        }
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.GroupExecute)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public async Task Given_AKeyFileOpenToOthers_When_Read_Expect_ItSetAsideWithTheRemedy(UnixFileMode others)
    {
        File.SetUnixFileMode(Damaged, OwnerFile | others);

        UnreadableKey unreadable = await ReadUnreadableAsync();
        Assert.Contains($"chmod 600 '{Damaged}'", unreadable.Reason, StringComparison.Ordinal);

        File.SetUnixFileMode(Damaged, OwnerFile);
        await _store.AssertHoldsAsync(_sound, _damaged);
    }

    // Of no use to root either, who reads everything else.
    [Theory]
    [InlineData("nowhere")]
    [InlineData("itself")]
    [InlineData("directory")]
    public async Task Given_SomethingThatIsNoFile_When_Read_Expect_ItSetAside(string kind)
    {
        File.Delete(Damaged);
        if (kind == "directory")
            Directory.CreateDirectory(Damaged);
        else
            File.CreateSymbolicLink(Damaged, kind == "itself" ? Damaged : Path.Combine(_temporary.Keys, kind));

        UnreadableKey unreadable = await ReadUnreadableAsync();
        Assert.Contains(Damaged, unreadable.Reason, StringComparison.Ordinal);
        await AssertPlaceIsTakenAsync();
    }

    [Fact]
    public async Task Given_ADamagedKey_When_ItsPlaceIsWanted_Expect_ConflictAndTheFileUntouched()
    {
        File.WriteAllText(Damaged, "damaged");

        await AssertPlaceIsTakenAsync();
        await Assert.ThrowsAsync<KeyStoreConflictException>(async () => await _store.CommitAsync(StoredKeys.Write(_damaged.Next())));
        await Assert.ThrowsAsync<KeyStoreConflictException>(async () => await _store.CommitAsync(new KeyStoreCommit([], [], [_damaged])));
        await _store.CommitAsync(StoredKeys.Write(StoredKeys.New(StoredKeys.Invoices, generation: 3)));

        Assert.Equal("damaged", File.ReadAllText(Damaged));
    }

    [Theory]
    [InlineData("identity.1.key", KeyPurpose.Identity, 1)]
    [InlineData("session-tickets.2147483647.key", KeyPurpose.SessionTickets, int.MaxValue)]
    [InlineData("signing-01234567.7.key", null, 7)]
    [InlineData("identity.0.key", null, 0)]
    [InlineData("identity.01.key", null, 0)]
    [InlineData("identity.+1.key", null, 0)]
    [InlineData("identity.2147483648.key", null, 0)]
    [InlineData("identity.1.1.key", null, 0)]
    [InlineData("Identity.1.key", null, 0)]
    [InlineData("signing-0123456.1.key", null, 0)]
    [InlineData("signing-0123456G.1.key", null, 0)]
    [InlineData("other-01234567.1.key", null, 0)]
    [InlineData("-01234567.1.key", null, 0)]
    [InlineData("identity.key", null, 0)]
    [InlineData(".key", null, 0)]
    public async Task Given_AFileThatEndsLikeAKey_When_Read_Expect_WhatItsNameTells(string name, KeyPurpose? purpose, int generation)
    {
        string path = Path.Combine(_temporary.Keys, name);
        File.WriteAllText(path, "");
        File.SetUnixFileMode(path, OwnerFile);

        UnreadableKey unreadable = Assert.Single((await _store.ReadAsync()).Unreadable);
        Assert.Equal(path, unreadable.Location);
        Assert.Equal(purpose is { } p ? new KeySlot(p) : (KeySlot?)null, unreadable.Slot);
        Assert.Equal(generation, unreadable.Generation);
    }

    // Nothing else in the directory names the slot.
    [Fact]
    public async Task Given_TheOnlyKeyOfANamedSlot_When_ItsContainerIsDamaged_Expect_TheSlotFromTheFile()
    {
        await _store.CommitAsync(new KeyStoreCommit([], [], [_sound]));
        byte[] file = File.ReadAllBytes(Damaged);
        file[^1] ^= 1;
        File.WriteAllBytes(Damaged, file);

        Assert.Equal(StoredKeys.Invoices, Assert.Single((await _store.ReadAsync()).Unreadable).Slot);
    }

    private async Task AssertSetAsideAsync(byte[] file)
    {
        File.WriteAllBytes(Damaged, file);
        UnreadableKey unreadable = await ReadUnreadableAsync();
        Assert.Contains($"'{Damaged}'", unreadable.Reason, StringComparison.Ordinal);
        Assert.Contains("Restore it from a backup, or remove it.", unreadable.Reason, StringComparison.Ordinal);
        Assert.Equal(file, File.ReadAllBytes(Damaged));
    }

    private async Task<UnreadableKey> ReadUnreadableAsync()
    {
        KeyStoreContents contents = await _store.ReadAsync();
        Assert.Equal(StoredKeys.Describe(_sound), StoredKeys.Describe(Assert.Single(contents.Keys)));
        UnreadableKey unreadable = Assert.Single(contents.Unreadable);
        Assert.Equal((Damaged, StoredKeys.Invoices, 2), (unreadable.Location, unreadable.Slot, unreadable.Generation));
        return unreadable;
    }

    private async Task AssertPlaceIsTakenAsync()
    {
        KeyStoreCommit commit = StoredKeys.Write(StoredKeys.New(StoredKeys.Invoices, generation: 2));
        await Assert.ThrowsAsync<KeyStoreConflictException>(async () => await _store.CommitAsync(commit));
    }
}
