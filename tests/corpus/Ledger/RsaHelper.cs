using System.Security.Cryptography;
using System.Text;

namespace Ledger.Core.Helpers
{
    /// <summary>RSA with keys in XML, as the first version of the branch terminals wants them.</summary>
    public class RsaHelper
    {
        private const int KeySize = 2048;

        private static readonly UnicodeEncoding Encoder = new UnicodeEncoding();

        public static void GenerateKeys(out string publicKey, out string privateKey)
        {
            using (var rsa = new RSACryptoServiceProvider(KeySize)) // find: encryption
            {
                rsa.PersistKeyInCsp = false;
                publicKey = rsa.ToXmlString(false); // lower: encryption
                privateKey = rsa.ToXmlString(true); // lower: encryption
            }
        }

        public static string Encrypt(string data, string publicKeyXml)
        {
            var rsa = new RSACryptoServiceProvider(); // find: encryption
            rsa.FromXmlString(publicKeyXml); // lower: encryption
            byte[] encrypted = rsa.Encrypt(Encoder.GetBytes(data), false); // find: encryption
            return Convert.ToBase64String(encrypted);
        }

        public static string Decrypt(string data, string privateKeyXml)
        {
            using (var rsa = new RSACryptoServiceProvider()) // lower: encryption
            {
                rsa.FromXmlString(privateKeyXml); // lower: encryption
                return Encoder.GetString(rsa.Decrypt(Convert.FromBase64String(data), false)); // lower: encryption
            }
        }

        /// <summary>Longer texts than one block.</summary>
        public static byte[] EncryptLong(RSA rsa, byte[] data) // clean
        {
            int blockSize = rsa.KeySize / 8 - 42; // clean
            using (var output = new MemoryStream())
            {
                for (int i = 0; i < data.Length; i += blockSize)
                {
                    byte[] block = data.Skip(i).Take(blockSize).ToArray();
                    byte[] encrypted = rsa.Encrypt(block, RSAEncryptionPadding.OaepSHA1); // find: encryption
                    output.Write(encrypted, 0, encrypted.Length);
                }

                return output.ToArray();
            }
        }

        public static string SignData(string message, RSAParameters privateKey)
        {
            byte[] signedBytes;
            using (var rsa = new RSACryptoServiceProvider()) // find: signatures
            {
                byte[] originalData = Encoding.UTF8.GetBytes(message);
                try
                {
                    rsa.ImportParameters(privateKey); // lower: signatures
                    signedBytes = rsa.SignData(originalData, CryptoConfig.MapNameToOID("SHA512")!); // find: signatures
                }
                catch (CryptographicException e)
                {
                    Console.WriteLine("RSA: " + e.Message); // clean
                    return string.Empty;
                }
                finally
                {
                    rsa.PersistKeyInCsp = false;
                }
            }

            return Convert.ToBase64String(signedBytes);
        }

        public static bool VerifyData(string message, string signature, RSAParameters publicKey)
        {
            using (var rsa = new RSACryptoServiceProvider()) // lower: signatures
            {
                rsa.ImportParameters(publicKey); // lower: signatures
                return rsa.VerifyData(Encoding.UTF8.GetBytes(message), SHA512.Create(), Convert.FromBase64String(signature)); // lower: signatures
            }
        }

        public static RSA FromPem(string path)
        {
            RSA rsa = RSA.Create(); // find: encryption
            rsa.ImportFromPem(File.ReadAllText(path)); // lower: encryption
            return rsa;
        }

        public static (byte[] Key, byte[] Data) EncryptEnvelope(byte[] data, string publicPem)
        {
            using Aes aes = Aes.Create(); // clean
            aes.GenerateKey(); // clean
            byte[] body = aes.EncryptCbc(data, aes.IV); // clean

            using RSA rsa = RSA.Create(); // find: encryption
            rsa.ImportFromPem(publicPem); // lower: encryption
            byte[] wrapped = rsa.Encrypt( // find: encryption
                aes.Key,
                RSAEncryptionPadding.OaepSHA256); // lower: encryption
            return (wrapped, body);
        }

        public static RSACryptoServiceProvider? OpenContainer(string containerName)
        {
            CspParameters csp = new CspParameters { KeyContainerName = containerName, Flags = CspProviderFlags.UseExistingKey };
            try
            {
                return new RSACryptoServiceProvider(csp); // lower: encryption
            }
            catch (CryptographicException)
            {
                return null;
            }
        }

        public static byte[] SignWithOldTerminal(DSAParameters parameters, byte[] hash)
        {
            using (DSACryptoServiceProvider dsa = new DSACryptoServiceProvider()) // find: signatures
            {
                dsa.ImportParameters(parameters); // lower: signatures
                return dsa.SignHash(hash, "SHA1"); // find: weak
            }
        }

        public static bool IsPrivate(RSACryptoServiceProvider rsa) => !rsa.PublicOnly; // clean

        public static bool IsLongEnough(AsymmetricAlgorithm key) => key is RSA { KeySize: >= 3072 } || key is ECDsa; // clean

        public static bool HasPemHeader(string text) =>
            text.Contains("-----BEGIN RSA PRIVATE KEY-----") || text.Contains("-----BEGIN EC PRIVATE KEY-----"); // clean

        public static string Usage() => "usage: ledger keys --algorithm rsa|ecdsa --bits 2048|3072|4096"; // clean
    }
}
