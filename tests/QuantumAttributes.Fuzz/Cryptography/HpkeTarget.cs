using System.Buffers.Binary;
using System.Security.Cryptography;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Fuzz;

internal sealed class HpkeTarget : FuzzTarget
{
    private const int IdsSize = 4;

    private readonly Dictionary<KemAlgorithm, KemPrivateKey> _keys = [];

    public override string Name => "hpke";

    public override string Claim =>
        "KEM's name, u16 KDF, u16 AEAD, enc, ciphertext: ArgumentException for no suite, CryptographicException, or plaintext";

    protected override void Execute(byte[] input)
    {
        CryptographicAlgorithm? named = AlgorithmInput.Read(input, out byte[] bytes);
        if (named is not KemAlgorithm algorithm || !FuzzCryptography.Kems.Contains(algorithm) || bytes.Length < IdsSize)
            return;
        HpkeKdf kdf = (HpkeKdf)BinaryPrimitives.ReadUInt16BigEndian(bytes);
        HpkeAead aead = (HpkeAead)BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(2));
        HpkeSuite? suite = Contract.Parse<HpkeSuite, ArgumentException>(() => new HpkeSuite(algorithm, kdf, aead));
        bool exists = algorithm.HpkeId is not null && Enum.IsDefined(kdf) && Enum.IsDefined(aead);
        Contract.Holds((suite is not null) == exists, "a suite is made of what there is");
        if (suite is null)
            return;
        int size = Math.Min(suite.EncapsulatedKeySize, bytes.Length - IdsSize);
        byte[] enc = bytes.AsSpan(IdsSize, size).ToArray(), ciphertext = bytes[(IdsSize + size)..];
        using HpkeReceiver? receiver = Contract.Parse<HpkeReceiver, CryptographicException>(
            () => suite.SetupReceiver(KeyOf(algorithm), enc, info: default));
        if (receiver is null)
            return;
        receiver.Export("fuzz"u8, 32);
        if (aead != HpkeAead.ExportOnly)
            Contract.Parse<byte[], CryptographicException>(() => receiver.Open(ciphertext));
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        HpkeKdf[] kdfs = Enum.GetValues<HpkeKdf>();
        HpkeAead[] aeads = Enum.GetValues<HpkeAead>();
        int next = 0;
        foreach (KemAlgorithm algorithm in FuzzCryptography.Kems.Where(algorithm => algorithm.HpkeId is not null))
        {
            HpkeSuite suite = new(algorithm, kdfs[next % kdfs.Length], aeads[next++ % aeads.Length]);
            using HpkeSender sender = suite.SetupSender(KeyOf(algorithm).PublicKey);
            byte[] ciphertext = suite.Aead == HpkeAead.ExportOnly ? [] : sender.Seal([1, 2, 3]);
            byte[] ids = [(byte)((int)suite.Kdf >> 8), (byte)suite.Kdf, (byte)((int)suite.Aead >> 8), (byte)suite.Aead];
            yield return new FuzzSeed(
                algorithm.Name, AlgorithmInput.Write(algorithm, [.. ids, .. sender.EncapsulatedKey.Span, .. ciphertext]));
        }

        yield return new FuzzSeed("suite", AlgorithmInput.Write(KemAlgorithm.MLKem512, [0, 9, 0, 9]));
        yield return new FuzzSeed("short", AlgorithmInput.Write(KemAlgorithm.MLKem512, [0, 1, 0, 1, 5]));
    }

    private KemPrivateKey KeyOf(KemAlgorithm algorithm)
    {
        if (!_keys.TryGetValue(algorithm, out KemPrivateKey? key))
            _keys.Add(algorithm, key = FuzzCryptography.KemKey(algorithm));
        return key;
    }
}
