using System.Security.Cryptography;
using System.Text;

namespace Ledger.Core.Helpers
{
    /// <summary>The helper that every project of the bank has copied since 2009.</summary>
    public static class CryptoHelper
    {
        private const string PassPhrase = "L3dg3r!";
        private static readonly byte[] abSalt = { 0x49, 0x76, 0x61, 0x6e, 0x20, 0x4d, 0x65, 0x64 };

        public static string EncryptString(string strPlain)
        {
            using (Aes objAes = Aes.Create()) // clean
            {
                Rfc2898DeriveBytes objDerive = new Rfc2898DeriveBytes(PassPhrase, abSalt); // find: weak
                objAes.Key = objDerive.GetBytes(32);
                objAes.IV = objDerive.GetBytes(16);
                using (MemoryStream objStream = new MemoryStream())
                {
                    using (CryptoStream objCrypto = new CryptoStream(objStream, objAes.CreateEncryptor(), CryptoStreamMode.Write)) // clean
                    {
                        byte[] abPlain = Encoding.Unicode.GetBytes(strPlain);
                        objCrypto.Write(abPlain, 0, abPlain.Length);
                    }

                    return Convert.ToBase64String(objStream.ToArray());
                }
            }
        }

        public static string EncryptTripleDes(string strPlain, string strKey, bool useHashing)
        {
            byte[] abKey = Encoding.UTF8.GetBytes(strKey);
            if (useHashing)
            {
                MD5CryptoServiceProvider objMd5 = new MD5CryptoServiceProvider(); // find: weak
                abKey = objMd5.ComputeHash(abKey);
                objMd5.Clear();
            }

            TripleDESCryptoServiceProvider objTripleDes = new TripleDESCryptoServiceProvider(); // find: weak
            objTripleDes.Key = abKey;
            objTripleDes.Mode = CipherMode.ECB;
            objTripleDes.Padding = PaddingMode.PKCS7;
            ICryptoTransform objTransform = objTripleDes.CreateEncryptor();
            byte[] abPlain = Encoding.UTF8.GetBytes(strPlain);
            return Convert.ToBase64String(objTransform.TransformFinalBlock(abPlain, 0, abPlain.Length));
        }

        public static string DecryptTripleDes(string strCipher, byte[] abKey)
        {
            using (var objTripleDes = new TripleDESCryptoServiceProvider { Key = abKey, Mode = CipherMode.ECB }) // lower: weak
            using (ICryptoTransform objTransform = objTripleDes.CreateDecryptor()) // lower: weak
            {
                byte[] abCipher = Convert.FromBase64String(strCipher);
                return Encoding.UTF8.GetString(objTransform.TransformFinalBlock(abCipher, 0, abCipher.Length));
            }
        }

        public static byte[] EncryptCookie(byte[] abPlain, byte[] abKey, byte[] abIV)
        {
            using (RijndaelManaged objRijndael = new RijndaelManaged { KeySize = 256 }) // clean
            using (var objEncryptor = objRijndael.CreateEncryptor(abKey, abIV)) // clean
                return objEncryptor.TransformFinalBlock(abPlain, 0, abPlain.Length);
        }

        public static byte[] ScrambleAccountNumber(string strAccount, byte[] abKey)
        {
            DESCryptoServiceProvider objDes = new DESCryptoServiceProvider(); // find: weak
            using (var objTransform = objDes.CreateEncryptor(abKey, abKey))
            {
                byte[] abAccount = Encoding.ASCII.GetBytes(strAccount);
                return objTransform.TransformFinalBlock(abAccount, 0, abAccount.Length);
            }
        }

        public static string GetMd5Hash(string strInput)
        {
            using (MD5 objMd5 = MD5.Create()) // find: weak
            {
                StringBuilder sb = new StringBuilder();
                foreach (byte b in objMd5.ComputeHash(Encoding.UTF8.GetBytes(strInput)))
                    sb.Append(b.ToString("x2"));
                return sb.ToString();
            }
        }

        public static string GetSha1Hash(string strInput)
        {
            var objSha1 = new SHA1Managed(); // find: weak
            return BitConverter.ToString(objSha1.ComputeHash(Encoding.UTF8.GetBytes(strInput))).Replace("-", string.Empty);
        }

        public static string GetSha256Hash(string strInput)
        {
            using (SHA256 objSha = SHA256.Create()) // clean
                return Convert.ToHexString(objSha.ComputeHash(Encoding.UTF8.GetBytes(strInput))); // clean
        }

        public static string GetHash(string strInput, HashAlgorithm objAlgorithm) => // clean
            Convert.ToHexString(objAlgorithm.ComputeHash(Encoding.UTF8.GetBytes(strInput))); // clean

        public static byte[] GetHashByName(byte[] abInput, string strName = "SHA512") // clean
        {
            using (HashAlgorithm? objHash = (HashAlgorithm?)CryptoConfig.CreateFromName(strName)) // clean
            {
                if (objHash == null)
                    throw new ArgumentException("MD5, SHA1, SHA256 or SHA512", nameof(strName)); // clean
                return objHash.ComputeHash(abInput);
            }
        }

        public static string Etag(byte[] abPage) => Convert.ToBase64String(GetHashByName(abPage, "MD5")); // find: weak

        public static string HashPassword(string strPassword)
        {
            byte[] abNewSalt = RandomNumberGenerator.GetBytes(16); // clean
            byte[] abHash = Rfc2898DeriveBytes.Pbkdf2(strPassword, abNewSalt, 600_000, HashAlgorithmName.SHA256, 32); // clean
            return $"pbkdf2-sha256${Convert.ToBase64String(abNewSalt)}${Convert.ToBase64String(abHash)}"; // clean
        }

        /// <summary>Accounts from before the merger: they get a new hash with the next login.</summary>
        public static bool VerifyOldPassword(string strPassword, byte[] abStored)
        {
            byte[] abHash = SHA1.HashData(Encoding.UTF8.GetBytes(strPassword)); // lower: weak
            return CryptographicOperations.FixedTimeEquals(abHash, abStored); // clean
        }

        public static string GenerateToken(int nLength)
        {
            byte[] abRandom = new byte[nLength];
            using (var objRng = new RNGCryptoServiceProvider()) // clean
                objRng.GetBytes(abRandom);
            return Convert.ToBase64String(abRandom);
        }
    }
}
