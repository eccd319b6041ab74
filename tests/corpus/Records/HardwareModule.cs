using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;
using ISession = Net.Pkcs11Interop.HighLevelAPI.ISession;

namespace Records.Archive;

/// <summary>The module in the basement: keys that never leave it.</summary>
public sealed class HardwareModule(ISession session)
{
    private static readonly CKM[] Listed = [CKM.CKM_AES_GCM, CKM.CKM_SHA256_HMAC]; // clean

    private const CKM SealMechanism = CKM.CKM_RSA_PKCS_OAEP;

    public (IObjectHandle Public, IObjectHandle Private) CreatePair(byte[] id)
    {
        var attributes = session.Factories.ObjectAttributeFactory;
        using IMechanism mechanism = session.Factories.MechanismFactory.Create(CKM.CKM_RSA_PKCS_KEY_PAIR_GEN); // find: key-services
        session.GenerateKeyPair(
            mechanism,
            [attributes.Create(CKA.CKA_ID, id), attributes.Create(CKA.CKA_MODULUS_BITS, 3072)],
            [attributes.Create(CKA.CKA_ID, id), attributes.Create(CKA.CKA_SENSITIVE, true)],
            out IObjectHandle publicKey,
            out IObjectHandle privateKey);
        return (publicKey, privateKey);
    }

    public IObjectHandle ImportPublic(byte[] point, byte[] curve)
    {
        var create = session.Factories.ObjectAttributeFactory;
        return session.CreateObject(
        [
            create.Create(CKA.CKA_CLASS, CKO.CKO_PUBLIC_KEY), // clean
            create.Create(CKA.CKA_KEY_TYPE, CKK.CKK_EC), // lower: key-services
            create.Create(CKA.CKA_EC_PARAMS, curve),
            create.Create(CKA.CKA_EC_POINT, point),
        ]);
    }

    public byte[] Sign(IObjectHandle key, byte[] data) => session.Sign(Mechanism(CKM.CKM_SHA256_RSA_PKCS_PSS), key, data); // find: key-services

    public byte[] SignElliptic(IObjectHandle key, byte[] digest) =>
        session.Sign(session.Factories.MechanismFactory.Create((ulong)CKM.CKM_ECDSA), key, digest); // find: key-services

    public bool Verify(IObjectHandle key, byte[] data, byte[] signature)
    {
        session.Verify(Mechanism(CKM.CKM_SHA256_RSA_PKCS), key, data, signature, out bool isValid); // lower: key-services
        return isValid;
    }

    public byte[] Wrap(IObjectHandle wrapping, IObjectHandle key)
    {
        using IMechanism mechanism = Mechanism(SealMechanism); // find: key-services
        return session.WrapKey(mechanism, wrapping, key);
    }

    public byte[] WrapSymmetric(IObjectHandle wrapping, IObjectHandle key) =>
        session.WrapKey(Mechanism(CKM.CKM_AES_KEY_WRAP), wrapping, key); // clean

    public byte[] Open(IObjectHandle key, byte[] data) => session.Decrypt(Mechanism(CKM.CKM_RSA_PKCS), key, data); // lower: key-services

    public byte[] Seal(IObjectHandle key, byte[] data, bool isOld)
    {
        CKM chosen = CKM.CKM_AES_CBC_PAD; // clean
        if (isOld)
            chosen = CKM.CKM_RSA_PKCS; // find: key-services
        return session.Encrypt(Mechanism(chosen), key, data);
    }

    public IObjectHandle Agree(IObjectHandle own, byte[] parameters)
    {
        IMechanism mechanism = session.Factories.MechanismFactory.Create(
            CKM.CKM_ECDH1_DERIVE, // find: key-services
            parameters);
        return session.DeriveKey(mechanism, own, []);
    }

    public IObjectHandle[] FindRsaKeys() =>
    [
        .. session.FindAllObjects([session.Factories.ObjectAttributeFactory.Create(CKA.CKA_KEY_TYPE, CKK.CKK_RSA)]), // lower: key-services
    ];

    public static bool IsUsable(ISlot slot)
    {
        List<CKM> mechanisms = slot.GetMechanismList();
        return mechanisms.Contains(CKM.CKM_RSA_PKCS) // clean
            || mechanisms.Any(static mechanism => mechanism is CKM.CKM_ECDSA or CKM.CKM_EC_KEY_PAIR_GEN) // clean
            || Listed.All(mechanisms.Contains); // clean
    }

    public static string Name(CKM mechanism) => mechanism switch
    {
        CKM.CKM_RSA_PKCS or CKM.CKM_RSA_PKCS_OAEP => "RSA", // clean
        CKM.CKM_ECDSA => "ECDSA", // clean
        CKM.CKM_DSA => "DSA", // clean
        _ => Enum.GetName(mechanism) ?? $"0x{mechanism:x}",
    };

    private IMechanism Mechanism(CKM type) => session.Factories.MechanismFactory.Create(type); // clean
}
