using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace QuantumAttributes.Stress.Hostile;

/// <summary>A connection that sends its beginning at once, and then a byte a second for as long as the server lets it.</summary>
internal static class SlowConnection
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);

    /// <summary>After how long the server closed it; null where it had not after all that time.</summary>
    public static async Task<TimeSpan?> RunAsync(HostileServer server, string beginning, TimeSpan patience)
    {
        using Socket socket = await server.ConnectAsync(null, CancellationToken.None);
        long began = Stopwatch.GetTimestamp();
        await socket.SendAsync(Encoding.Latin1.GetBytes(beginning));
        Task<bool> closed = ReadToEndAsync(socket);
        while (Stopwatch.GetElapsedTime(began) < patience)
        {
            if (await Task.WhenAny(closed, Task.Delay(_pause)) == closed)
                return Stopwatch.GetElapsedTime(began);
            try
            {
                await socket.SendAsync("x"u8.ToArray());
            }
            catch (SocketException)
            {
                return Stopwatch.GetElapsedTime(began);
            }
        }

        return null;
    }

    private static async Task<bool> ReadToEndAsync(Socket socket)
    {
        var buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer) > 0)
            {
                // Whatever it answers: it has to close.
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Reset, which is closed as well.
        }

        return true;
    }
}
