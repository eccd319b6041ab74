using System.Buffers.Text;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Keys.Approvals;
using QuantumAttributes.Keys.Audit;
using QuantumAttributes.Keys.Ring;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Keys.Tests;

/// <summary>A whole scripted life, and a search of everything it says for the secrets that it held.</summary>
public sealed class SecretLeakTests
{
    private static readonly byte[] _data = "plaintext of the application"u8.ToArray();

    [Fact]
    public async Task Given_AWholeLife_When_AllTextIsSearched_Expect_NoSecretInIt()
    {
        RecordingRandom random = new();
        ProviderSet providers = new(random, ProviderSet.Default.Providers);
        Testing.LogRecorder log = new();
        Testing.ManualTime time = new();
        TestStore store = new();
        StringBuilder said = new();
        using QuantumKeyManager keys = new(store, new FixedProtection(1), new KeyRingOptions(), providers, time, new Logger<QuantumKeyManager>(log));

        KeyDescription signing = await keys.CreateKeyAsync(KeyPurpose.Signing);
        await keys.CreateKeyAsync(KeyPurpose.Sealing);
        await keys.CreateKeyAsync(KeyPurpose.SessionTickets);
        KeySignature signature = await keys.SignAsync(KeyPurpose.Signing, _data);
        using (KeyEncapsulation encapsulation = await keys.EncapsulateAsync(KeyPurpose.Sealing))
        {
            random.Drawn.Add(encapsulation.SharedSecret.ToArray());
            said.AppendLine(encapsulation.ToString());
        }

        byte[] ticket = await keys.SealAsync(KeyPurpose.SessionTickets, _data);
        await keys.RotateAsync(KeyPurpose.SessionTickets);
        await keys.RotateAsync(KeyPurpose.Audit);
        said.AppendLine(await FailureAsync(async () => await keys.OpenAsync(KeyPurpose.SessionTickets, ticket.AsMemory(1))));
        said.AppendLine(await FailureAsync(async () => await keys.DestroyAsync(signing.Id, "test")));
        said.AppendLine(await FailureAsync(async () => await keys.SignAsync(KeyPurpose.Sealing, _data)));
        said.AppendLine(await FailureAsync(async () => await keys.DecapsulateAsync(signing.Id, _data)));
        await keys.VerifyAsync(signature with { KeyId = default }, _data);
        await keys.ExportPrivateKeyAsync(signing.Id, "a password nobody guesses".AsMemory());
        time.Advance(TimeSpan.FromDays(96));
        await keys.MaintainAsync();
        store.IsDown = true;
        said.AppendLine(await FailureAsync(async () => await keys.MaintainAsync()));
        store.IsDown = false;
        await keys.MarkCompromisedAsync(signing.Id, "test");
        await keys.DestroyAsync(signing.Id, "test");
        using QuantumKeyManager wrong = new(store, new FixedProtection(2), null, providers, time, new Logger<QuantumKeyManager>(log));
        said.AppendLine(await FailureAsync(async () => await wrong.InitializeAsync()));

        foreach (KeyDescription key in await keys.ListAsync())
            said.AppendLine(key.ToString()).AppendLine(new ApprovalStatement(ApprovalAction.Destroy, key, "test", time.GetUtcNow()).ToString());
        foreach (UnreadableKey unreadable in await wrong.ListUnreadableAsync())
            said.AppendLine(unreadable.ToString());
        foreach (AuditEntry entry in (await AuditVerifier.VerifyAsync(store.ReadAuditAsync(), await keys.ListAsync())).Entries)
            said.AppendLine(entry.ToString());
        foreach (Testing.LogRecorder.Entry entry in log.Entries)
            said.AppendLine(entry.Message);
        said.AppendLine($"{keys} {signature} {(await store.ReadAsync()).Keys[0]} {new FixedProtection(1)}");
        foreach (KeyMaterial material in (KeyMaterial[])[KeyMaterial.Generate("ML-DSA-44", providers), KeyMaterial.Generate(KeyPolicy.TicketAlgorithm, providers)])
            said.AppendLine(material.ToString());

        string text = said.ToString();
        Assert.True(text.Length > 5_000 && random.Drawn.Count > 10);
        Assert.Contains("Signing", text, StringComparison.Ordinal);
        Assert.DoesNotContain("nobody guesses", text, StringComparison.Ordinal);
        Assert.DoesNotContain("plaintext of", text, StringComparison.Ordinal);
        foreach (byte[] secret in random.Drawn)
            Assert.All(Spellings(secret), spelling => Assert.DoesNotContain(spelling, text, StringComparison.OrdinalIgnoreCase));
    }

    // Records print their members, and so may only have those that are public knowledge.
    [Fact]
    public void Given_EachPublicRecord_When_ItsMembersAreListed_Expect_NoneHoldsASecretType()
    {
        Type[] secret = [typeof(KeyMaterial), typeof(SigningKey), typeof(KemPrivateKey), typeof(AsymmetricPrivateKey)];
        IEnumerable<PropertyInfo> members =
            from type in typeof(QuantumKeyManager).Assembly.GetExportedTypes()
            where type.GetMethod("<Clone>$") is not null
            from property in type.GetProperties()
            where secret.Contains(property.PropertyType)
            select property;

        Assert.Empty(members);
    }

    private static IEnumerable<string> Spellings(byte[] secret)
    {
        // Base64 spells the same bytes in three ways, by where they begin.
        yield return Convert.ToHexString(secret);
        for (int skip = 0; skip < 3; skip++)
        {
            byte[] part = secret[skip..(skip + ((secret.Length - skip) / 3 * 3))];
            yield return Convert.ToBase64String(part);
            yield return Base64Url.EncodeToString(part);
        }
    }

    private static async Task<string> FailureAsync(Func<Task> act) => (await Assert.ThrowsAnyAsync<Exception>(act)).ToString();

    /// <summary>Remembers what was drawn for keys: 32 bytes and more. A key's id has 16, and a container's salt and a ticket's nonce are public.</summary>
    private sealed class RecordingRandom : RandomNumberGenerator
    {
        public List<byte[]> Drawn { get; } = [];

        public override void GetBytes(byte[] data) => GetBytes(data.AsSpan());

        public override void GetBytes(Span<byte> data)
        {
            Fill(data);
            if (data.Length >= 32)
                Drawn.Add(data.ToArray());
        }
    }
}
