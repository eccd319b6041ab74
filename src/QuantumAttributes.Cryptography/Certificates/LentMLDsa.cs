using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// A key of ours in the clothes of the platform's <see cref="MLDsa"/>. Disposing it ends the loan and leaves the key alone.
/// </summary>
internal sealed class LentMLDsa : MLDsa
{
    private static readonly MLDsaAlgorithm[] ParameterSets =
        [MLDsaAlgorithm.MLDsa44, MLDsaAlgorithm.MLDsa65, MLDsaAlgorithm.MLDsa87];

    private readonly SigningKey? _signer;
    private readonly VerifyingKey _verifier;

    public LentMLDsa(SigningKey signer)
        : this(signer.VerifyingKey) => _signer = signer;

    public LentMLDsa(VerifyingKey verifier)
        : base(AlgorithmOf(verifier.Algorithm)) => _verifier = verifier;

    private SigningKey Signer =>
        _signer ?? throw new CryptographicException("The key is a verifying key: it has no private part.");

    protected override void SignDataCore(ReadOnlySpan<byte> data, ReadOnlySpan<byte> context, Span<byte> destination) =>
        Signer.Sign(data, destination, context);

    protected override bool VerifyDataCore(ReadOnlySpan<byte> data, ReadOnlySpan<byte> context, ReadOnlySpan<byte> signature) =>
        _verifier.Verify(data, signature, context);

    protected override void SignPreHashCore(
        ReadOnlySpan<byte> hash, ReadOnlySpan<byte> context, string hashAlgorithmOid, Span<byte> destination) =>
        Signer.SignPreHash(hash, destination, hashAlgorithmOid, context);

    protected override bool VerifyPreHashCore(
        ReadOnlySpan<byte> hash, ReadOnlySpan<byte> context, string hashAlgorithmOid, ReadOnlySpan<byte> signature) =>
        _verifier.VerifyPreHash(hash, signature, hashAlgorithmOid, context);

    protected override void SignMuCore(ReadOnlySpan<byte> externalMu, Span<byte> destination) =>
        Signer.SignMu(externalMu, destination);

    protected override bool VerifyMuCore(ReadOnlySpan<byte> externalMu, ReadOnlySpan<byte> signature) =>
        _verifier.VerifyMu(externalMu, signature);

    protected override void ExportMLDsaPublicKeyCore(Span<byte> destination) => _verifier.Export(destination);

    protected override void ExportMLDsaPrivateKeyCore(Span<byte> destination) => Signer.ExportExpanded(destination);

    protected override void ExportMLDsaPrivateSeedCore(Span<byte> destination) => Signer.ExportSeed(destination);

    protected override bool TryExportPkcs8PrivateKeyCore(Span<byte> destination, out int bytesWritten)
    {
        byte[] pkcs8 = Signer.ExportPkcs8PrivateKey();
        bool fits = pkcs8.AsSpan().TryCopyTo(destination);
        bytesWritten = fits ? pkcs8.Length : 0;
        CryptographicOperations.ZeroMemory(pkcs8);
        return fits;
    }

    private static MLDsaAlgorithm AlgorithmOf(SignatureAlgorithm algorithm) =>
        Array.Find(ParameterSets, set => set.Name == algorithm.Name)
        ?? throw new NotSupportedException($"{algorithm} is not ML-DSA.");
}
