using QuantumAttributes.AspNetCore.Identities;
using QuantumAttributes.Channels.Identities;
using static QuantumAttributes.AspNetCore.Tests.Identities.IdentitySources;

namespace QuantumAttributes.AspNetCore.Tests.Identities;

public sealed class JwkSetFileStoreTests : IDisposable
{
    private readonly IdentitySources _sources = new();
    private readonly string _directory = Directory.CreateTempSubdirectory("quantum-").FullName;
    private readonly string _path;

    public JwkSetFileStoreTests() => _path = Path.Combine(_directory, "clients.jwks");

    public static TheoryData<string, string?> Damages { get; } = new()
    {
        { "missing", null },
        { "nothing in it", "" },
        { "no identities", """{"keys":[]}""" },
        { "no JSON", "clients" },
        { "a private key", """{"keys":[{"kty":"AKP","alg":"ML-DSA-65","priv":"AAAA","pub":"AAAA"}]}""" },
    };

    [Fact]
    public void Given_AFile_When_AnIdentityIsAdded_Expect_ItAfterASecond()
    {
        var store = Open(Alice);
        Write(Alice, Bob);

        Assert.Null(Find(store, Bob)); // looked at a moment ago
        _sources.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("bob", Find(store, Bob)!.Subject);
        Assert.Equal(["Reloaded"], _sources.Reloads);
    }

    [Fact]
    public void Given_AFile_When_AKeyIsRevoked_Expect_ItRevoked()
    {
        var store = Open(Alice, Bob);

        Change(Alice with { IsRevoked = true }, Bob);

        Assert.True(Find(store, Alice)!.IsRevoked);
    }

    // Of the same length and with the same stamp, as tools that make images leave them.
    [Fact]
    public void Given_AFile_When_ItsStampAndLengthStayTheSame_Expect_TheChangeAllTheSame()
    {
        var store = Open(Alice);
        DateTime stamp = File.GetLastWriteTimeUtc(_path);
        long length = new FileInfo(_path).Length;

        Change(Bob with { Subject = "al1ce" });
        File.SetLastWriteTimeUtc(_path, stamp);
        Assert.Equal(length, new FileInfo(_path).Length);

        Assert.NotNull(Find(store, Bob));
        Assert.Null(Find(store, Alice));
    }

    // As Kubernetes mounts a ConfigMap: the name stays a link to another link, and that one is replaced.
    [Fact]
    public void Given_ALink_When_ItsTargetIsReplaced_Expect_TheNewIdentities()
    {
        Write(Alice);
        string first = Path.Combine(_directory, "..1"), second = Path.Combine(_directory, "..2"), link = Path.Combine(_directory, "..data");
        Directory.CreateDirectory(first);
        Directory.CreateDirectory(second);
        File.Move(_path, Path.Combine(first, "clients.jwks"));
        File.WriteAllText(Path.Combine(second, "clients.jwks"), IdentityJwkSet.Write([Bob]));
        Directory.CreateSymbolicLink(link, first);
        File.CreateSymbolicLink(_path, Path.Combine("..data", "clients.jwks"));
        var store = new JwkSetFileStore(_path, _sources.Reader);
        Assert.NotNull(Find(store, Alice));

        Directory.Delete(link);
        Directory.CreateSymbolicLink(link, second);
        _sources.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.NotNull(Find(store, Bob));
        Assert.Null(Find(store, Alice));
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public void Given_AFile_When_ItIsDamaged_Expect_TheLastGoodIdentitiesAndOneError(string damage, string? content)
    {
        var store = Open(Alice, Bob with { IsRevoked = true });
        if (content is null)
            File.Delete(_path);
        else
            File.WriteAllText(_path, content);

        for (int i = 0; i < 3; i++)
        {
            _sources.Time.Advance(TimeSpan.FromSeconds(1));
            Assert.False(Find(store, Alice)!.IsRevoked, damage);
            Assert.True(Find(store, Bob)!.IsRevoked, damage);
        }

        Assert.Equal(["Failed", "Failed", "Failed"], _sources.Reloads);
        Assert.Contains(_path, Assert.Single(_sources.Errors));
    }

    [Fact]
    public void Given_AFile_When_OnlyABeginningOfItIsWritten_Expect_TheLastGoodIdentitiesWhereverItEnds()
    {
        var store = Open(Alice, Bob);
        string whole = IdentityJwkSet.Write([Bob]);

        for (int length = 0; length < whole.Length; length += 37)
        {
            File.WriteAllText(_path, whole[..length]);
            _sources.Time.Advance(TimeSpan.FromSeconds(1));
            Assert.NotNull(Find(store, Alice));
        }

        Assert.DoesNotContain("Reloaded", _sources.Reloads);
    }

    [Fact]
    public void Given_ADamagedFile_When_ItIsMended_Expect_ItsIdentitiesAndTheNextDamageSaid()
    {
        var store = Open(Alice);
        DamageAndLook(store);

        Change(Alice, Bob);
        Assert.NotNull(Find(store, Bob));
        DamageAndLook(store);

        Assert.Equal(2, _sources.Errors.Count);
        Assert.NotNull(Find(store, Bob));
    }

    [Fact]
    public void Given_ADamagedFile_When_TheOldOneIsPutBack_Expect_TheNextDamageSaid()
    {
        var store = Open(Alice);
        DamageAndLook(store);

        Change(Alice);
        Assert.NotNull(Find(store, Alice));
        DamageAndLook(store);

        Assert.Equal(2, _sources.Errors.Count);
    }

    [Fact]
    public void Given_AFileThatDoesNotChange_When_LookedAt_Expect_TheSameKeysAndNothingCounted()
    {
        var store = Open(Alice);
        QuantumIdentity before = Find(store, Alice)!;

        _sources.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Same(before, Find(store, Alice));
        Assert.Empty(_sources.Reloads);
    }

    // Expanded keys are dear, and a request that runs may hold one.
    [Fact]
    public void Given_AKeyThatStays_When_AFileIsReloaded_Expect_TheSameObject()
    {
        var store = Open(Alice);
        QuantumIdentity before = Find(store, Alice)!;

        Change(Alice with { Subject = "alice the second" }, Bob);

        QuantumIdentity after = Find(store, Alice)!;
        Assert.Equal("alice the second", after.Subject);
        Assert.Same(before.Key, after.Key);
    }

    [Fact]
    public void Given_AKeyThatGoes_When_ARequestStillHoldsIt_Expect_ItToWorkOn()
    {
        var store = Open(Alice, Bob);
        QuantumIdentity held = Find(store, Alice)!;

        Change(Bob);
        Assert.Null(Find(store, Alice));

        Assert.False(held.Key.Verify([1], new byte[held.Key.Algorithm.SignatureSize]));
    }

    [Fact]
    public void Given_AMarkOfByteOrder_When_AFileIsRead_Expect_ItToBePassedOver()
    {
        File.WriteAllText(_path, IdentityJwkSet.Write([Alice]), new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        Assert.NotNull(Find(new JwkSetFileStore(_path, _sources.Reader), Alice));
    }

    [Fact]
    public void Given_AFileTooLong_When_Read_Expect_AnErrorBeforeItIsHeld()
    {
        using (FileStream file = File.Create(_path))
            file.SetLength(JwkSetFileStore.MaxLength + 1L);

        Assert.Throws<IOException>(() => new JwkSetFileStore(_path, _sources.Reader));
    }

    public void Dispose()
    {
        _sources.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private JwkSetFileStore Open(params QuantumIdentity[] identities)
    {
        Write(identities);
        return new JwkSetFileStore(_path, _sources.Reader);
    }

    private void Write(params QuantumIdentity[] identities) => File.WriteAllText(_path, IdentityJwkSet.Write(identities));

    private void Change(params QuantumIdentity[] identities)
    {
        Write(identities);
        _sources.Time.Advance(TimeSpan.FromSeconds(1));
    }

    private void DamageAndLook(JwkSetFileStore store)
    {
        File.WriteAllText(_path, "{");
        _sources.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(Find(store, Alice));
    }
}
