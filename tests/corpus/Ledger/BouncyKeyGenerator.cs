using Org.BouncyCastle.Asn1.Sec;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Encodings;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Operators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Prng;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.OpenSsl;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Utilities;
using Org.BouncyCastle.X509;

namespace Ledger.Keys;

/// <summary>Keys for whoever cannot read those of .NET.</summary>
public class BouncyKeyGenerator
{
    private static readonly X9ECParameters curve = SecNamedCurves.GetByName("secp256k1"); // lower: signatures

    public static AsymmetricCipherKeyPair GetKeyPair(int keySize = 2048)
    {
        CryptoApiRandomGenerator randomGenerator = new CryptoApiRandomGenerator(); // clean
        SecureRandom secureRandom = new SecureRandom(randomGenerator); // clean
        var keyGenerationParameters = new KeyGenerationParameters(secureRandom, keySize); // clean
        RsaKeyPairGenerator keyPairGenerator = new RsaKeyPairGenerator(); // find: encryption
        keyPairGenerator.Init(keyGenerationParameters);
        return keyPairGenerator.GenerateKeyPair();
    }

    public static (string Private, string Public) GenerateWallet()
    {
        var domain = new ECDomainParameters(curve.Curve, curve.G, curve.N, curve.H); // lower: signatures
        var gen = new ECKeyPairGenerator(); // find: signatures
        gen.Init(new ECKeyGenerationParameters(domain, new SecureRandom())); // find: signatures
        AsymmetricCipherKeyPair pair = gen.GenerateKeyPair();
        var privateKey = (ECPrivateKeyParameters)pair.Private; // clean
        var publicKey = (ECPublicKeyParameters)pair.Public; // clean
        return (privateKey.D.ToString(16), Convert.ToHexString(publicKey.Q.GetEncoded(true)));
    }

    public static Org.BouncyCastle.X509.X509Certificate GenerateCertificate(string subjectName, AsymmetricCipherKeyPair subjectKeyPair)
    {
        var random = new SecureRandom();
        var certificateGenerator = new X509V3CertificateGenerator(); // lower: certificates
        BigInteger serialNumber = BigIntegers.CreateRandomInRange(BigInteger.One, BigInteger.ValueOf(long.MaxValue), random); // clean
        certificateGenerator.SetSerialNumber(serialNumber);
        certificateGenerator.SetIssuerDN(new X509Name(subjectName));
        certificateGenerator.SetSubjectDN(new X509Name(subjectName));
        certificateGenerator.SetNotBefore(DateTime.UtcNow.Date);
        certificateGenerator.SetNotAfter(DateTime.UtcNow.Date.AddYears(2));
        certificateGenerator.SetPublicKey(subjectKeyPair.Public);
        ISignatureFactory signatureFactory = new Asn1SignatureFactory("SHA256WithRSA", subjectKeyPair.Private, random); // find: certificates
        return certificateGenerator.Generate(signatureFactory);
    }

    public static string ToPem(AsymmetricKeyParameter key)
    {
        using TextWriter textWriter = new StringWriter();
        PemWriter pemWriter = new PemWriter(textWriter); // clean
        pemWriter.WriteObject(key);
        pemWriter.Writer.Flush();
        return textWriter.ToString()!;
    }

    public static AsymmetricKeyParameter ReadPem(string pem)
    {
        object read = new PemReader(new StringReader(pem)).ReadObject(); // clean
        return read switch
        {
            AsymmetricCipherKeyPair pair => pair.Private,
            RsaPrivateCrtKeyParameters rsa => rsa, // clean
            AsymmetricKeyParameter key => key,
            _ => throw new InvalidDataException("Neither RSA nor EC key"), // clean
        };
    }

    public static string RsaEncryptWithPublic(string clearText, string publicKey)
    {
        byte[] bytesToEncrypt = System.Text.Encoding.UTF8.GetBytes(clearText);
        var encryptEngine = new Pkcs1Encoding(new RsaEngine()); // find: encryption
        encryptEngine.Init(true, ReadPem(publicKey));
        return Convert.ToBase64String(encryptEngine.ProcessBlock(bytesToEncrypt, 0, bytesToEncrypt.Length));
    }

    public static string RsaDecryptWithPrivate(string base64Input, AsymmetricKeyParameter privateKey)
    {
        byte[] bytesToDecrypt = Convert.FromBase64String(base64Input);
        var decryptEngine = new Pkcs1Encoding(new RsaEngine()); // lower: encryption
        decryptEngine.Init(false, privateKey);
        return System.Text.Encoding.UTF8.GetString(decryptEngine.ProcessBlock(bytesToDecrypt, 0, bytesToDecrypt.Length));
    }

    public static byte[] SignTransaction(byte[] transaction, AsymmetricKeyParameter privateKey)
    {
        ISigner signer = SignerUtilities.GetSigner("SHA-256withECDSA"); // find: signatures
        signer.Init(true, privateKey);
        signer.BlockUpdate(transaction, 0, transaction.Length);
        return signer.GenerateSignature();
    }

    public static bool VerifyTransaction(byte[] transaction, byte[] signature, AsymmetricKeyParameter publicKey)
    {
        ISigner signer = SignerUtilities.GetSigner("SHA-256withECDSA"); // lower: signatures
        signer.Init(false, publicKey);
        signer.BlockUpdate(transaction, 0, transaction.Length);
        return signer.VerifySignature(signature);
    }

    public static BigInteger[] SignDeterministic(byte[] digest, string privateHex)
    {
        var signer = new ECDsaSigner(new HMacDsaKCalculator(new Org.BouncyCastle.Crypto.Digests.Sha256Digest())); // find: signatures
        var domain = new ECDomainParameters(curve.Curve, curve.G, curve.N);
        signer.Init(true, new ECPrivateKeyParameters(new BigInteger(privateHex, 16), domain)); // find: signatures
        return signer.GenerateSignature(digest);
    }

    public static byte[] SharedSecret(ECPrivateKeyParameters mine, ECPublicKeyParameters theirs) // clean
    {
        IBasicAgreement keyAgreement = AgreementUtilities.GetBasicAgreement("ECDH"); // find: encryption
        keyAgreement.Init(mine);
        return keyAgreement.CalculateAgreement(theirs).ToByteArrayUnsigned();
    }

    public static byte[] EncryptGcm(byte[] plain, byte[] key, byte[] nonce)
    {
        var cipher = new GcmBlockCipher(new AesEngine()); // clean
        cipher.Init(true, new AeadParameters(new KeyParameter(key), 128, nonce)); // clean
        byte[] output = new byte[cipher.GetOutputSize(plain.Length)];
        int length = cipher.ProcessBytes(plain, 0, plain.Length, output, 0);
        cipher.DoFinal(output, length);
        return output;
    }

    public static byte[] EncryptForOldBranch(byte[] plain, byte[] key)
    {
        IBufferedCipher cipher = CipherUtilities.GetCipher("DES/ECB/PKCS5Padding"); // find: weak
        cipher.Init(true, new DesParameters(key));
        return cipher.DoFinal(plain);
    }

    public static AsymmetricCipherKeyPair GenerateDilithium()
    {
        var generator = new MLDsaKeyPairGenerator(); // clean
        generator.Init(new MLDsaKeyGenerationParameters(new SecureRandom(), MLDsaParameters.ml_dsa_87)); // clean
        return generator.GenerateKeyPair();
    }

    public static byte[] Scrypt(string password, byte[] salt) =>
        SCrypt.Generate(System.Text.Encoding.UTF8.GetBytes(password), salt, 16384, 8, 1, 32); // clean
}
