using System.Diagnostics.CodeAnalysis;

namespace QuantumAttributes.Fuzz;

/// <summary>Every target. A new parser's is added here.</summary>
internal static class FuzzTargets
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new PublicKeyInfoTarget(),
        new Pkcs8Target(),
        new EncryptedPkcs8Target(),
        new PemTarget(),
        new JsonWebKeyTarget(),
        new JsonWebKeySetTarget(),
        new CertificateTarget(),
        new SigningRequestTarget(),
        new ThumbprintTarget(),
        new Base64UrlTarget(),
        new AlgorithmNameTarget(),
        new RawPublicKeyTarget(),
        new ExpandedKeyTarget(),
        new DecapsulateTarget(),
        new VerifyTarget(),
        new HpkeTarget(),
        new QuantumSealTarget(),
        new StructuredFieldTarget(),
        new ContentDigestTarget(),
        new RequestSignatureTarget(),
        new DiscoveryJwsTarget(),
        new DiscoveryJsonTarget(),
        new IdentitySetTarget(),
        new ClassicalKeyTarget(),
        new HandshakePayloadTarget(),
        new HandshakeServerTarget(),
        new HandshakeClientTarget(),
        new RecordFieldTarget(),
        new ProtectedHeadersTarget(),
        new FramesTarget(),
        new HubMessageTarget(),
        new HubRecordsTarget(),
        new RequestRecordTarget(),
        new ResponseRecordTarget(),
        new IdentityMemoryTarget(),
        new IdempotencyFieldTarget(),
        new StoredUseTarget(),
        new PolicyTarget(),
        new SessionTicketTarget(),
        new TicketFieldTarget(),
        new KeyContainerTarget(),
        new KeyHeaderTarget(),
        new KeyMaterialTarget(),
        new KeyFileTarget(),
        new KeyShareTarget(),
        new AuditEntryTarget(),
        new ApprovalTarget(),
        new CompilerLogTarget(),
        new SettingsTarget(),
    ];

    public static bool TryFind(string name, [NotNullWhen(true)] out FuzzTarget? target) =>
        (target = All.FirstOrDefault(target => target.Name == name)) is not null;
}
