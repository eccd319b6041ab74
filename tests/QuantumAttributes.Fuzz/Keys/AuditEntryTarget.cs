using System.Security.Cryptography;
using System.Text;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Keys.Audit;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Fuzz;

internal sealed class AuditEntryTarget : FuzzTarget
{
    private readonly Lazy<SigningKey> _key = new(() => FuzzCryptography.SigningKey(SignatureAlgorithm.MLDsa44));

    public override string Name => "audit-entry";

    public override string Claim => "an audit log of one entry, as it is (0) or with its payload signed (1): findings, or an intact log";

    protected override void Prepare() => _ = _key.Value;

    protected override void Execute(byte[] input)
    {
        if (input.Length == 0)
            return;
        string entry = input[0] == 1
            ? JsonWebSignature.Sign(_key.Value, AuditEntry.Type, input.AsSpan(1))
            : FuzzText.Decode(input.AsSpan(1));
        AuditEntry? read = Contract.Parse<AuditEntry, CryptographicException>(() => AuditEntry.Read(JsonWebSignature.Parse(entry)));
        using AuditChain chain = new(null, FuzzCryptography.Providers);
        chain.Place(new AuditRecord(1, entry), 1);
        AuditReport report = chain.Finish([]);
        Contract.Holds(!report.IsIntact || read is { Sequence: 1, Previous.Length: 0 }, "an intact log begins with its first entry");
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        AuditEntry entry = new()
        {
            Sequence = 1,
            Time = FuzzKeys.Header.Key.Created,
            Actor = "fuzz",
            Action = AuditAction.Create,
            Key = FuzzKeys.Header.Key.Id,
            Slot = FuzzKeys.Header.Key.Slot,
            Revision = 1,
            Previous = "",
            AuditKey = _key.Value.VerifyingKey.ToJwk(),
        };
        FuzzCryptography.Reset();
        string good = entry.Sign(_key.Value);
        ReadOnlyMemory<byte> payload = JsonWebSignature.Parse(good).Payload;
        yield return new FuzzSeed("good", [0, .. Encoding.ASCII.GetBytes(good)]);
        yield return new FuzzSeed("signed", [1, .. payload.Span]);
        yield return new FuzzSeed("two-parts", [0, .. Encoding.ASCII.GetBytes(good[..good.LastIndexOf('.')])]);
        yield return new FuzzSeed("no-object", [1, .. "[]"u8]);
        yield return new FuzzSeed("numbers", [1, .. """{"seq":1e99,"time":0}"""u8]);
    }
}
