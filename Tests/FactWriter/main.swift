import Contracts
import Marketplace

// Appends facts to a log without end and says each time which are acknowledged, until somebody kills it:
// FactWriter URL PREFIX
let arguments = CommandLine.arguments
let log = try FactLog.open(url: arguments[1], mode: .readWrite)
var count = 0
while true {
    let batch = (count..<count + 1 + count % 37).map { index in
        Fact(id: "\(arguments[2])-\(index)", time: Int64(index), body: .signup(Signup(userID: "u\(index)")))
    }
    try log.append(batch)
    count += batch.count
    // One line a batch, in one write: what is printed was acknowledged.
    StandardOutput.write("\(count)\n")
}
