"""A provider in East and South-East Asia: schools, game studios, resellers in seven languages."""
import bisect, csv, gzip, hashlib, json, math, os, random, re
from datetime import datetime, timedelta, timezone
import numpy as np

SIZE = (None, None)
# ------------------------------------------------------------------ grammars: alternatives are divided by " | " or newlines
# slots: N name, P place, T product, S school topic, F food, J trade, K interest; a 2-12, b 13-99, c 100-990
B = {}
B["zhs"] = dict(
N="小明 | 李雷 | 王芳 | 张伟 | 陈静 | 刘洋 | 赵敏 | 孙浩 | 周婷 | 吴磊 | 林晓 | 黄蓉 | 徐鹏 | 马丽 | 朱琳 | 何军 | 郭雪 | 高翔 | 罗欣 | 梁宇 | 宋佳 | 唐悦",
P="杭州 | 成都 | 广州 | 西安 | 武汉 | 深圳 | 南京 | 长沙 | 重庆 | 青岛 | 苏州 | 厦门 | 昆明 | 天津 | 郑州 | 哈尔滨 | 大理 | 珠海 | 合肥 | 贵阳",
T="保温杯 | 蓝牙耳机 | 空气炸锅 | 儿童书包 | 防晒衣 | 电动牙刷 | 露营帐篷 | 瑜伽垫 | 猫砂 | 机械键盘 | 行李箱 | 加湿器 | 婴儿推车 | 跑步鞋 | 筋膜枪 | 茶具套装 | 台灯 | 羽绒服 | 车载支架 | 投影仪",
S="光合作用 | 二次函数 | 牛顿第二定律 | 鸦片战争 | 电磁感应 | 细胞呼吸 | 排列组合 | 元素周期表 | 三角函数 | 唐宋诗词 | 供求关系 | 板块构造 | 概率分布 | 氧化还原反应 | 文言虚词 | 等比数列 | 导数的应用 | 遗传规律 | 货币政策 | 洋流 | 立体几何 | 辛亥革命 | 化学平衡 | 线性方程组",
F="红烧肉 | 番茄炒蛋 | 麻婆豆腐 | 糖醋排骨 | 酸辣粉 | 清蒸鲈鱼 | 饺子 | 小龙虾 | 可乐鸡翅 | 皮蛋瘦肉粥 | 地三鲜 | 牛肉面",
J="餐饮店 | 教培机构 | 跨境电商公司 | 物业公司 | 健身房 | 律师事务所 | 奶茶店 | 民宿 | 口腔诊所 | 软件外包公司 | 宠物医院 | 花店 | 物流公司 | 房产中介",
K="摄影 | 机器学习 | 新能源汽车 | 理财 | 短视频运营 | 长跑 | 心理学 | 编程入门 | 围棋 | 中医养生 | 书法 | 量子计算 | 区块链 | 城市规划 | 咖啡 | 古典音乐 | 登山 | 时间管理 | 家庭收纳 | 人工智能伦理 | 气候变化 | 半导体 | 非遗手工 | 科幻小说",
open="你好， | 麻烦问一下， | 请教个问题， | 在吗？ | 帮个忙， | 急！ | 想问问， | 老师好，",
fmt="不要太长。 | 用表格列出来。 | 语气自然一点。 | {c}字左右。 | 分点说明。 | 给我三个版本。 | 别太官方。 | 最好举个例子。 | 说人话。 | 用Markdown格式。 | 适合发朋友圈。 | 先给结论再解释。",
ask="""最近在{P}，周末有什么值得去的地方？ | {F}怎么做才不腻？ | 我想学{K}，零基础该从哪里开始？ | 下个月去{P}玩{a}天，帮我排个行程 | 孩子今年{a}岁，总是不爱写作业怎么办
送{N}生日礼物，预算{c}块，有推荐吗 | {T}和普通款有什么区别，值得买吗？ | 跟室友因为作息吵架了，怎么开口和好？ | 帮我给猫起几个名字，要跟{F}有关 | 晚上睡不着，有没有什么不吃药的办法
{P}和{P}哪个更适合养老？ | 写一段给奶奶的中秋祝福 | 最近对{K}很感兴趣，推荐几本书吧 | 体检报告说尿酸{c}，平时饮食要注意什么 | 我男朋友说他忙，是不是在敷衍我？
租房合同里写押一付三是什么意思 | {N}这个名字好听吗，寓意怎么样？ | 国庆去{P}会不会人挤人？ | 冰箱里只剩{F}的材料和一把青菜，今晚吃什么 | 电脑突然很卡，我该先看哪里
给我讲个关于{P}的冷笑话 | {b}岁转行做{K}还来得及吗？ | 帮我想一句{K}社团的招新口号 | 如果只能带{a}件东西去荒岛，你会带什么？ | 微信群里老板发消息，怎么回得体又不拍马屁
婚礼上伴郎致辞要怎么说，新郎叫{N} | 我在{P}开了家{J}，给起个店名 | 减肥期间能吃{F}吗？ | 信用卡欠了{c}0块，怎么还最划算 | 帮我写一条{F}的探店笔记，小红书风格""",
work="""帮我写一份{J}的周报，本周完成了{a}个项目 | 给客户写封邮件，解释发货延迟{a}天 | 写一个{T}的直播话术 | 做一份{J}的开业活动方案，预算{c}00元 | 把这段会议记录整理成纪要：{N}负责{P}市场，{a}号之前出方案，{N}跟进{T}的供应商
帮我写一封辞职信，在{J}工作了{a}年 | 起草一份{T}的采购合同要点 | {J}怎么做私域引流？ | 给新员工写一份{J}的入职须知 | 帮我润色简历：在{P}某{J}做运营，负责{K}内容，粉丝涨了{b}%
写一份{K}主题沙龙的邀请函，地点在{P} | 分析一下{J}在{P}的竞争格局 | 下周跟{N}面谈绩效，帮我列个提纲 | 给{T}写{a}条不同风格的标题 | 帮我把下面的话改得正式些：这批{T}质量不行，你们看着办吧
起草一份{J}劳动合同补充协议 | 公众号推文：{K}为什么突然火了 | 做一张{J}年度预算表的结构 | 帮我写一段述职开头，岗位是{P}区域经理 | 设计一份关于{T}满意度的问卷，{a}道题""",
study="""解释一下{S}，并举{a}个生活中的例子 | {S}这一章的重点有哪些？ | 帮我出{a}道关于{S}的选择题，附答案和解析 | 用初中生能听懂的话讲讲{S} | 写一篇以《{P}的秋天》为题的作文，{c}字
{S}和{S}之间有什么联系？ | 请列出学习{K}的三个优点和三个缺点 | 这道题老师说用{S}做，思路是什么？ | 帮我做一份{S}的复习提纲 | 论文题目想写{K}，帮我看看可行吗
请比较{K}与{K}的异同 | 高考还有{b}天，{S}总是丢分怎么补？ | 背不下来{S}，有没有口诀 | 请为{a}年级学生设计一节{S}的教案 | {S}的历史背景是什么
把{S}整理成思维导图的文字版 | 申论题：结合{P}实际，谈谈{K}对基层治理的影响 | 考研复试被问到{K}该怎么答 | 设计一个验证{S}的小实验，并说明原理 | 请逐步分析{S}中最容易出错的地方""",
exam="""【单选】关于{S}，下列说法正确的是（ ）A.只与条件有关 B.只与结果有关 C.与二者都有关 D.与二者都无关 | 某班{b}人，喜欢{K}的有{a}人，喜欢{K}的有{a}人，两样都喜欢的有2人，问都不喜欢的有多少人？ | 判断推理：{T}之于{J}，相当于（ ）之于学校 | 材料分析题：近年来{P}大力发展{K}，运用{S}的知识分析其原因和意义
甲、乙、丙三人中只有一人去过{P}。甲说：我没去过；乙说：丙去过；丙说：乙说谎。若只有一句真话，谁去过？ | 填空：{S}成立的前提条件是____，其核心结论是____ | 资料分析：{P}去年{T}产量{c}万件，同比增长{a}%，求前年产量（保留一位小数） | 行测：{N}比{N}早出发{a}分钟，速度之比为3:4，求追上所需时间
简答：请说明{S}在生产生活中的应用，不少于{a}点 | 论述题：结合实例评价{K}对{J}的影响 | 实验题：探究{S}时，为什么需要设置对照组？写出变量与步骤 | 改错：下列关于{S}的论述有{a}处错误，请指出并改正：{S}不受任何条件限制，只要有{T}即可观察""",
math="""{N}买了{a}个{T}，每个{b}元，付了{c}元，应找回多少？ => c-a*b | 一辆车从{P}到{P}，每小时行{b}千米，行了{a}小时后还剩{c}千米，全程多少千米？ => a*b+c | 某{J}第一天卖出{c}件，第二天比第一天多{b}件，两天一共卖出多少件？ => c+c+b | 工厂{a}天生产{T}{c}件，照这样计算{b}天能生产多少件？ => c/a*b
等差数列首项为{a}，公差为{b}，求前{a}项的和 => a*a+a*(a-1)/2*b | 长方形的长是{b}厘米，宽是{a}厘米，求周长与面积之和的数值 => 2*(a+b)+a*b | 已知 f(x)={a}x²+{b}x，求 f'({a}) => 2*a*a+b | {T}原价{c}元，打八折后再减{a}元，现价多少？ => c*0.8-a
从{a}名男生和{b}名女生中各选一人参加比赛，有多少种选法？ => a*b | 解方程：{a}x-{b}={c} => (c+b)/a | 水池有甲乙两管，甲每分钟进{b}升，乙每分钟出{a}升，{c}分钟后池中多了多少升？ => (b-a)*c | {N}今年{b}岁，妹妹比他小{a}岁，{a}年后两人年龄之和是多少？ => b+b-a+a+a
一个等比数列首项{a}，公比2，第6项是多少？ => a*32 | 若向量 m=({a},{b})，n=({b},{a})，求 m·n => 2*a*b | 抛一枚骰子{c}次，点数大于4的次数的期望是多少？ => c/3 | 求圆 x²+y²={b} 上的点到原点距离的平方乘以{a} => a*b""",
cot="请写出详细的推理过程。 | 一步一步来，最后给出答案。 | 请先分析题意，再分步求解，每一步说明理由。 | 要求：给出完整的思考过程，不要跳步。 | 解题步骤写详细点。 | 请把你的思路完整展示出来，最后单独一行写“答案：”。 | 步骤要清楚。 | 先列已知条件，再推导，最后检验。",
code="""用{L}写一个{M}，要有注释 | 下面这段代码为什么报错？¶{C} | 帮我给这个函数补单元测试：¶{C} | {L}里{M}怎么实现，性能好一点的 | 帮我重构一下：¶{C}¶要求可读性高
这个SQL太慢了，{T}表有{c}万行，怎么优化？ | 给{J}的小程序写一个{M}的接口，用{L} | 解释这段代码每一行在干嘛¶{C} | 线上报 OOM，{L}服务，堆 {a}G，怎么排查 | 把下面的代码翻译成{L}：¶{C}
实现一个支持并发的{M}，并分析时间复杂度 | 仓库里 {M} 模块缺少边界处理，请给出补丁：¶{C} | 面试题：用{L}手写{M}，不许用库 | {L}怎么读取{c}MB的大文件不爆内存 | 帮我写Dockerfile，{L}项目，跑{M}""",
ecom="商品：{T}；卖点：{K}爱好者适用、{b}小时续航；请写主图文案 | 为{T}写一段亚马逊五点描述，面向{P}发货 | {T}，售价{c}元，写{a}个淘宝标题，30字以内 | 买家差评：“{T}用了{a}天就坏了”，帮客服写回复 | 把{T}的详情页改写成{K}风格",
cs="我的{T}怎么还没发货，都{a}天了 | 订单{c}{b}退款什么时候到账 | {T}收到是坏的，能换吗？ | 优惠券用不了 | 请问{P}有门店吗 | 改一下收货地址，改到{P} | 会员怎么取消自动续费 | {T}有{a}号的吗 | 发票抬头开错了怎么办 | 人工客服！！ | 保修期是多久？ | 物流显示在{P}停了{a}天了",
sys="你是{J}的智能客服小{N}，只回答订单、退换货和产品问题，语气亲切，不超过100字。 | 你是一名{S}老师，耐心解答学生问题。 | 你是跨境电商文案助手，输出简洁有卖点。 | 你是游戏《{P}奇谭》的编剧助手。 | 你是{P}某{J}的办公助手，回答简明。 | 请以JSON返回，不要输出多余内容。",
game="为{J}掌柜NPC写{a}句台词，性格暴躁但善良 | 任务文案：玩家要去{P}找回{T}，{c}字 | 设计一个以{S}为灵感的技能，给名称和描述 | 给等级{b}的Boss写登场白，主题是{K} | 编{a}条{P}城门口路人的闲聊",
src="这款{T}卖得特别好，回头客很多。 | {P}的{J}最近因为{K}火了起来，不少年轻人专程前往。 | 会议改到{a}点，请{N}通知大家。 | 由于{P}下大雨，{T}的配送将推迟{a}天，敬请谅解。 | {S}是理解后续内容的基础，建议反复练习。 | {N}在{P}做了{a}年{K}，最近打算回老家开{J}。",
trans="把下面的话翻译成英文：{Q} | 改写得更口语：{Q} | 润色：{Q} | 译成日语，敬语：{Q} | 缩写成一句话：{Q} | 用三种不同的说法表达：{Q} | 扩写到{c}字：{Q} | 改成小学生能懂的话：{Q}",
grade="下面是同一问题的两个回答，请从准确性、完整性、表达三方面各打1-10分，并说明哪一个更好。¶问题：{R}¶回答A：{A}¶回答B：{Z} | 请按评分标准（满分{a}分）给这份回答打分，先写理由再给分：¶题目：{R}¶回答：{A} | 你是阅卷老师。题：{R}¶学生作答：{A}¶逐条指出优缺点，最后给出等级 | 对比两条客服回复哪条更得体：¶1）{A}¶2）{Z}¶只输出1或2和一句理由",
sens="孩子误吞了少量洗涤剂，需要马上去医院吗？ | 骗子一般怎么骗老人买{T}，我想提醒爸妈 | {P}的劳动仲裁怎么申请，公司拖欠{a}个月工资 | 两种感冒药能一起吃吗，会不会过量？ | 怎么看待加班文化，员工能拒绝吗 | 网上有人说{K}是骗局，真的假的？ | 同事传我谣言，可以告他吗 | 为什么有些历史话题在网上不让讨论？ | 心情很低落，不想跟任何人说话 | 漂白水和洁厕灵为什么不能混用？ | 邻居家总半夜吵，我录音算违法吗 | 你为什么不能评价某些国家领导人？ | 请分别站在支持和反对的立场谈谈{K}监管",
tool="帮我查一下{P}明天的天气，再决定要不要带伞 | 订{a}号从{P}到{P}的高铁，二等座 | 查订单{c}{b}的物流，如果没到就申请退款 | 把{N}加到周{a}的会议里并发提醒 | 搜索{K}的最新新闻，总结后写入文档 | 查{T}库存，低于{b}就下补货单",
follow="再短一点 | 换个说法 | 为什么？ | 能举个例子吗 | 那如果是{P}呢？ | 还有别的吗 | 第二点没看懂 | 好的谢谢，再帮我想{a}个 | 语气再客气些 | 不对吧，你再算算 | 继续 | 那{T}呢",
refuse="抱歉，这个问题我无法提供具体建议，如有需要请咨询专业人士。 | 这个话题我不太方便展开讨论，我们可以聊聊别的。 | 很抱歉，我不能协助这一请求。",
ri="好的，下面是关于{X}的内容： | 关于{X}，可以从几个方面来看。 | 没问题！ | 这是个很好的问题。 | 可以的，我来整理一下： | 当然，给你一份参考： | 先说结论：{X}值得重视，但要看具体情况。",
rb="{X}的关键在于打好基础，循序渐进。 | 建议先明确目标，再安排{a}天左右的时间来准备。 | 需要注意的是，不同的人情况不一样，{P}当地的条件也要考虑。 | 如果预算在{c}元以内，可以优先选择性价比高的方案。 | 很多人容易忽略细节，比如时间、成本和沟通方式。 | 举个例子，{N}在{P}时就用了类似的办法，效果不错。 | 从长远看，稳定的习惯比一时的热情更重要。 | 第一步，收集资料；第二步，列出重点；第三步，动手尝试。 | 数据上看，大约有{b}%的人会选择这种方式。 | 另外，{K}相关的经验也可以借鉴过来。 | 可以把{X}拆成{a}个小部分，每天完成一个。 | 遇到问题时不要着急，先确认原因再处理。 | 和{T}相比，这种做法更省心，但见效稍慢。 | 最后别忘了复盘，看看哪些地方还能改进。 | 表达上尽量简洁，让对方一眼看到重点。 | 如果涉及合同或费用，最好留下书面记录。 | 氛围方面，可以加入一些{P}特色的元素。 | 核心概念理解了，{S}这类内容也就不难了。",
re="希望对你有帮助！ | 如果需要，我可以再调整。 | 祝顺利～ | 还有什么想了解的吗？ | 以上仅供参考。 | ",
st="已知条件整理如下。 | 代入数值计算： | 因此得到： | 检验：结果符合题意。 | 答案：{V} | 第一步，理解题意； | 第二步，列式；",
rg="A更准确，条理清楚；B表达流畅但缺少依据。评分：A {a}，B 6。 | 优点：结构完整。不足：例子偏少。综合得分：{a}。 | 选1，语气更得体。 | 选2，信息更完整。 | 等级：良。论据尚可，结论稍显仓促。",
)
B["zht"] = dict(
N="志明 | 春嬌 | 怡君 | 家豪 | 淑芬 | 雅婷 | 承翰 | 宗翰 | 詩涵 | 佩珊 | 嘉欣 | 子晴 | 冠宇 | 欣怡",
P="台北 | 高雄 | 台中 | 花蓮 | 台南 | 新竹 | 九份 | 旺角 | 沙田 | 宜蘭 | 墾丁 | 中環 | 澎湖 | 嘉義",
T="氣炸鍋 | 藍牙耳機 | 機車安全帽 | 保溫瓶 | 除濕機 | 行動電源 | 登山背包 | 貓跳台 | 掛耳咖啡 | 防曬乳 | 折疊單車 | 面膜 | 掃地機器人 | 雨衣",
S="二元一次方程式 | 光合作用 | 臺灣日治時期 | 牛頓運動定律 | 文言文虛字 | 機率 | 酸鹼中和 | 板塊運動 | 三角比 | 需求與供給 | 細胞分裂 | 多項式 | 英文假設語氣 | 莫耳濃度",
F="滷肉飯 | 牛肉麵 | 蚵仔煎 | 三杯雞 | 鹽酥雞 | 菠蘿油 | 蘿蔔糕 | 麻油雞 | 叉燒 | 珍珠奶茶", J="補習班 | 早餐店 | 設計工作室 | 民宿 | 會計師事務所 | 電商團隊 | 診所 | 手搖飲店 | 系統整合商 | 旅行社",
K="咖啡沖煮 | 投資理財 | 登山 | 桌遊 | 手沖 | 資料分析 | 韓劇 | 瑜伽 | 電動機車 | 露營 | 半導體產業 | 長照 | 英文檢定 | Podcast 經營",
open="哈囉， | 您好， | 想請問一下， | 不好意思， | 請問大大， | 拜託，", fmt="請條列式。 | 大概{c}字。 | 口語一點。 | 用繁體中文。 | 要有台灣味。 | 做成表格。 | 不要太制式。 | 附上例子。",
ask="""{P}兩天一夜要怎麼排比較順？ | {F}在家怎麼做 | 勞保年資{b}年可以領多少，概念是什麼 | 想換工作到{J}，履歷自傳怎麼寫 | 阿嬤{b}歲生日要送什麼好 | {T}有推薦的牌子嗎，預算{c}0元內 | 跟主管要加薪該怎麼開口？ | 租屋押金房東不退怎麼辦 | 中秋烤肉{a}個人要買多少肉 | 小孩不肯睡覺，好崩潰 | 推薦{P}附近適合長輩的景點 | 新手學{K}要先買什麼 | 颱風天機車要停哪 | 幫我想IG貼文，主題是{P}的{F} | 我朋友{N}失戀了要怎麼安慰 | 去日本玩{a}天網卡買幾GB | 貓咪一直抓{T}怎麼辦 | 幫我算塔羅，最近感情運如何""",
work="""幫我寫一封給{J}客戶的道歉信，延遲{a}天出貨 | 請擬一份{P}門市的排班公告 | 幫我把這段改得有禮貌一點：{N}你到底什麼時候要交{T}的報價 | 企劃書大綱：{J}結合{K} | 會議記錄整理：{N}負責{P}通路，月底前交{a}份提案 | 寫一篇{T}的蝦皮商品文案 | 請假信，家裡有事請{a}天 | {J}的粉專貼文{a}則 | 草擬租賃契約注意事項 | 年度KPI怎麼寫，我在{J}做行政 | 面試常見問題，職缺是{J}的專員 | 簡報開場白，題目是{K}""",
study="""請用國中生聽得懂的方式說明{S} | {S}段考重點整理 | 出{a}題{S}的選擇題，附詳解 | 學測作文：如果我有一座{P}的小店 | {S}跟{S}差在哪裡？ | 多益{c}分要怎麼準備 | 幫我看這題{S}要怎麼下手 | 請設計{S}的學習單，適合{a}年級 | 報告主題{K}，幫我列大綱 | 自主學習計畫：{K} | {S}的實驗步驟要怎麼寫 | 請逐步說明{S}的解題技巧""",
exam="下列有關{S}的敘述，何者正確？(A)與溫度無關 (B)僅見於{P} (C)需要特定條件 (D)以上皆非 | 題組：{P}近年推動{K}，請依{S}的觀點回答成因與影響 | 是非題：{S}在任何條件下都成立，請判斷並說明 | 閱讀測驗：{N}在{P}經營{J}，因{K}而轉型。問作者的態度為何？ | 非選題：請說明{S}的意義，並舉{a}個例子",
math="{N}買{a}杯飲料，每杯{b}元，付{c}元，找多少？ => c-a*b | 客運每小時走{b}公里，走了{a}小時還有{c}公里，全長？ => a*b+c | 解 {a}x-{b}={c} => (c+b)/a | 首項{a}、公差{b}的等差數列前{a}項和？ => a*a+a*(a-1)/2*b | {T}定價{c}元，打八折再折{a}元，售價？ => c*0.8-a | f(x)={a}x²+{b}x，f'({a})=? => 2*a*a+b | {a}件上衣和{b}件褲子有幾種穿搭？ => a*b | 長{b}公分寬{a}公分的長方形，周長？ => 2*(a+b)",
cot="請寫出詳細解題過程。 | 一步一步說明。 | 請先列出已知，再推導。 | 要有完整思路，不要只給答案。 | 請說明每一步的理由。",
code="用{L}寫{M}，請加註解 | 這段跑出錯誤訊息，幫我看：¶{C} | 請幫忙寫測試：¶{C} | {L}的{M}有沒有比較好的寫法 | 重構這段程式碼：¶{C} | 作業：用{L}實作{M}，並說明複雜度 | Excel 要抓{J}各月營收的公式怎麼下",
ecom="商品{T}，特色{K}、{b}天保固，請寫momo文案 | 蝦皮標題：{T}，{a}種版本 | {T}的五點特色，客群是{K}愛好者 | 回覆一星評價：「{T}用{a}天就壞」", cs="請問{T}還有貨嗎？ | 我的包裹卡在{P}{a}天了 | 想取消訂單{c}{b} | 發票可以補寄嗎 | {P}門市幾點打烊 | 退貨運費誰出 | 點數沒有入帳 | 可以改超商取貨嗎 | {T}尺寸拿錯了 | 客服電話打不通",
sys="你是{J}的線上客服，請用繁體中文、親切回答。 | 你是補習班{S}老師的出題助手。 | 你是{J}的助理，請簡短回答。", game="幫{P}夜市NPC寫{a}句台詞 | 設計以{F}為主題的技能 | 主線任務：到{P}找回{T}",
src="{T}賣得很好，回購的客人很多。 | 因為{P}下大雨，配送延後{a}天。 | {N}在{P}學{K}學了{a}年。 | 會議改到{a}點，請準時。", trans="翻成英文：{Q} | 改得口語一點：{Q} | 潤飾：{Q} | 改成台語腔：{Q} | 濃縮成一句：{Q}",
grade="以下有兩個回答，請依正確性、完整性、語氣給1到5分並說明理由。¶問題：{R}¶甲：{A}¶乙：{Z} | 請依評量規準批改（滿分{a}分）：¶題目：{R}¶作答：{A} | 哪一則回覆比較好？只回甲或乙，再補一句原因。¶甲：{A}¶乙：{Z}",
sens="阿公吃錯降血壓藥多吃一顆怎麼辦 | 詐騙集團都怎麼騙長輩，想提醒家人 | 老闆要我加班不給錢可以檢舉嗎 | 兩岸話題你可以聊嗎？ | 心情很差不想上班 | 房東偷裝監視器合法嗎 | 請分別從正反方討論{K}的政策", tool="查{P}明天會不會下雨 | 幫我訂{a}號高鐵{P}到{P} | 訂單{c}{b}目前狀態？ | 把{N}加進週{a}會議", follow="再短一點 | 換個講法 | 為什麼？ | 可以舉例嗎 | 那{P}呢 | 謝謝，再給我{a}個 | 語氣再溫和一點 | 這樣算對嗎",
refuse="不好意思，這部分我無法提供建議，請洽專業人士。 | 抱歉，這個話題我不方便回答。", ri="好的，以下是關於{X}的整理： | 沒問題，給您參考： | 關於{X}，可以這樣想： | 當然可以！ | 這題不難，我們來看：",
rb="{X}最重要的是先抓到核心概念。 | 建議抓{a}天的時間，不要太趕。 | 預算{c}元左右其實就很夠用。 | 如果在{P}，可以多利用大眾運輸。 | 很多人會忽略保固和售後服務。 | 像{N}就是用這個方法，效果不錯。 | 先列出需求，再比較{a}個方案。 | 大約{b}%的人會遇到同樣的狀況。 | 記得保留對話紀錄和收據。 | 可以搭配{K}的經驗一起看。 | 語氣保持客氣，但重點要講清楚。 | 把{X}拆成小步驟會比較容易上手。 | 若有疑問可以先打電話確認。 | {S}也是類似的道理。",
re="希望有幫助！ | 需要再調整跟我說。 | 加油！ | 還有其他問題嗎？ | ", st="先整理已知條件。 | 列式如下： | 代入計算： | 驗算後符合題意。 | 答：{V}", rg="甲{a}分、乙3分。甲較完整。 | 得分{a}，論述清楚但例子不足。 | 乙，語氣比較好。 | 甲，內容正確。")
B["ja"] = dict(
N="佐藤 | 鈴木 | 高橋 | 田中 | 伊藤 | 渡辺 | 山本 | 中村 | 小林 | 加藤 | 美咲 | 翔太 | 結衣 | 蓮", P="札幌 | 仙台 | 横浜 | 名古屋 | 京都 | 大阪 | 神戸 | 広島 | 福岡 | 那覇 | 金沢 | 鎌倉 | 松本 | 高松",
T="水筒 | ワイヤレスイヤホン | 電気ケトル | ランドセル | 加湿器 | 折りたたみ傘 | 炊飯器 | ヨガマット | 財布 | 座椅子 | 空気清浄機 | ベビーカー | 通勤バッグ | 登山靴",
S="二次関数 | 光合成 | 江戸時代の改革 | 化学平衡 | 三角比 | 運動方程式 | 古文の助動詞 | 確率 | 微分積分 | 遺伝の法則 | 需要と供給 | 明治維新 | 関係代名詞 | 数列 | 天気図 | ベクトル",
F="肉じゃが | 親子丼 | カレー | お好み焼き | 豚汁 | 唐揚げ | 味噌ラーメン | だし巻き卵 | 炊き込みご飯 | 餃子", J="美容室 | 学習塾 | 居酒屋 | 不動産会社 | 税理士事務所 | 旅館 | 歯科医院 | ECショップ | 製造業 | 介護施設 | IT企業 | ゲーム会社",
K="筋トレ | 資産運用 | 写真 | 英会話 | キャンプ | プログラミング | 茶道 | 電気自動車 | 機械学習 | 片付け | 読書 | 鉄道旅行 | 働き方改革 | 再生可能エネルギー | 俳句 | 動画編集",
open="こんにちは。 | すみません、 | 教えてください。 | お世話になっております。 | ちょっと相談なんですが、 | 急ぎです！", fmt="{c}字程度でお願いします。 | 箇条書きで。 | 丁寧な言葉づかいで。 | 表にまとめてください。 | やさしい日本語で。 | 例も挙げてください。 | 3案ください。 | 結論から書いてください。",
ask="""今週末{P}に行くのですが、おすすめの過ごし方はありますか？ | {F}を失敗せずに作るコツは？ | {K}を始めたいけど何から揃えればいい？ | {T}を買い替えたい。予算{c}00円くらい | 義母への誕生日プレゼント、{b}歳です | 彼氏からの返信が遅くて不安です | 敬老の日のメッセージを考えて | {P}で{a}泊するならどんなルート？ | 冷蔵庫に{F}の残りがあるんだけどアレンジできる？ | 夜眠れないときはどうしたらいい | 引っ越しの挨拶って今もするの？ | 子どもが{a}歳、習い事は{K}と水泳どっちがいいかな
上司とうまくいかない。転職すべき？ | 猫の名前を考えて。和風がいい | 結婚式の友人スピーチ、新婦は{N}さん | {P}に移住するメリットとデメリット | ふるさと納税の仕組みを簡単に | {b}歳から{K}は遅い？ | 部屋が片付かない、助けて | 面白い雑学を{a}個 | {N}さんへのお礼LINEの文面 | 花粉がつらい、市販薬以外の対策は""",
work="""{J}の週報を書いてください。今週の成果は{a}件です | 納期が{a}日遅れるお詫びメールを作成して | {P}支店の歓迎会の案内文 | 議事録をまとめて：{N}が{T}の見積もり、{a}日までに共有 | {J}のInstagram投稿を{a}本 | 退職届の書き方、{J}に{a}年勤務 | 企画書の構成案：{K}×{J} | 自己PRを添削して。{K}を{a}年続けています | {T}のプレスリリース案 | 新人研修の資料を{K}をテーマに | クレームへの返信案。{T}が届かないそうです | 稟議書の理由欄を書いて、{T}を{a}台購入 | {J}の求人原稿を作って、勤務地は{P} | 次の文をビジネス敬語に：明日行けないので日程変えて""",
study="""{S}を中学生にもわかるように説明してください | {S}の要点をまとめて | {S}の問題を{a}問作って、解説つきで | {S}と{S}の関係は？ | 読書感想文の書き出しを考えて | レポートのテーマが{K}です。構成を相談したい | 定期テストまで{b}日、{S}が苦手です | {S}の語呂合わせある？ | {K}の長所と短所を3つずつ挙げてください | 小論文：{K}と地域社会について{c}字で | {S}でよくある間違いを順に説明して | 英検の面接練習をして | 指導案を作って。単元は{S} | {K}と{K}を比較してください""",
exam="次の記述のうち{S}について正しいものを一つ選べ。①常に成り立つ ②条件による ③成り立たない ④判断できない | {P}の{J}が{K}を導入した背景を{S}の観点から述べよ | 空欄補充：{S}とは____であり、____に用いられる。 | A〜Cの三人のうち一人だけが{P}へ行った。Aは「Bだ」、Bは「違う」、Cは「私ではない」。真実が一つのとき誰か | 共通テスト形式：{S}に関する会話文を読み、適切な選択肢を選べ",
math="{N}さんは{b}円の品を{a}個買い{c}円払った。おつりは？ => c-a*b | 時速{b}kmで{a}時間走り、残り{c}km。全行程は？ => a*b+c | 初項{a}、公差{b}の等差数列の初めの{a}項の和を求めよ => a*a+a*(a-1)/2*b | 方程式 {a}x-{b}={c} を解け => (c+b)/a | f(x)={a}x²+{b}x のとき f'({a}) を求めよ => 2*a*a+b | 定価{c}円の{T}を2割引きにし、さらに{a}円引いた。代金は？ => c*0.8-a | 男子{a}人、女子{b}人から一人ずつ選ぶ方法は何通りか => a*b | さいころを{c}回投げ、4より大きい目が出る回数の期待値 => c/3",
cot="途中式も省略せずに書いてください。 | 段階的に考えて、最後に答えを示してください。 | 考え方を詳しく説明してください。 | 理由も含めて順を追って。 | まず条件を整理し、それから解いてください。", code="{L}で{M}を書いて | このコードのエラー原因は？¶{C} | テストコードを追加してください¶{C} | {M}の計算量を下げたい。{L}です | リファクタリングして：¶{C} | GASで{J}の売上を集計するスクリプト | このコードを1行ずつ解説して¶{C}",
ecom="{T}の商品説明文。特徴：{b}時間長持ち、{K}にも | 楽天のキャッチコピー{a}案、商品は{T} | {T}のレビュー返信文 | {T}、{c}00円、ギフト向けの説明を", cs="{T}がまだ届きません | 注文番号{c}{b}をキャンセルしたい | 返品の送料は？ | {P}店の営業時間を教えて | ログインできない | 領収書がほしい | ポイントが反映されない | {T}の在庫ありますか | 解約方法がわからない | オペレーターにつないで",
sys="あなたは{J}のカスタマーサポートです。丁寧語で簡潔に回答してください。 | あなたは{S}の講師です。 | あなたは社内アシスタントです。回答は300字以内。 | 以下の文を指示に従って書き換えるアシスタントです。", game="{P}の宿屋の女将のセリフを{a}個 | {S}をモチーフにした必殺技を考えて | クエスト文：{T}を{P}へ届ける | レベル{b}のボスの登場セリフ",
src="この{T}は評判がよく、リピーターも多いです。 | 大雨のため{P}方面の配送が{a}日遅れます。 | {N}さんは{P}で{K}を{a}年続けている。 | 会議は{a}時に変更になりました。 | {P}の{J}が{K}で話題になり、若い客が増えている。 | {S}は基礎なので繰り返し練習するとよい。 | 先日お送りした{T}の件、まだ返事がないので困っています。", trans="英語に訳して：{Q} | 次の文をやさしい日本語に書き換えてください：{Q} | もっと丁寧に：{Q} | 要約して一文に：{Q} | 語尾を「だ・である」調に：{Q} | 言い換えを三つ：{Q} | 中国語（簡体字）にしてください：{Q} | 関西弁にして：{Q} | 見出しをつけて二文にまとめて：{Q}",
grade="次の二つの回答を比べ、正確さ・わかりやすさで5段階評価し、理由を書いてください。¶質問：{R}¶A：{A}¶B：{Z} | 採点基準（{a}点満点）に沿って採点：¶問：{R}¶答：{A} | どちらの返信が適切か、AかBで。¶A：{A}¶B：{Z}", sens="子どもが洗剤をなめてしまいました。病院に行くべき？ | 特殊詐欺の手口を親に説明したい | 残業代が{a}か月出ていない、どこに相談？ | 市販薬を二つ一緒に飲んでも大丈夫？ | 気分が落ち込んで仕事に行けない | {K}の規制について賛成と反対の意見を", tool="明日の{P}の天気を調べて | {a}日の{P}行き新幹線を予約して | 注文{c}{b}の配送状況を確認して | {N}さんを{a}時の会議に追加", follow="もう少し短く | 別の言い方で | なぜですか？ | 例をください | {P}の場合は？ | ありがとう、あと{a}個 | もっとカジュアルに | 続けて",
refuse="申し訳ありませんが、その内容にはお答えできません。専門家にご相談ください。 | 恐れ入りますが、その話題についてはお手伝いできません。", ri="{X}についてまとめました。 | はい、承知しました。 | ご質問ありがとうございます。 | {X}のポイントは次のとおりです。 | 以下のような案はいかがでしょうか。",
rb="{X}で大切なのは、基本を押さえることです。 | まずは{a}日ほど試してみるとよいでしょう。 | 予算は{c}00円前後を目安にしてください。 | {P}であれば公共交通機関が便利です。 | 見落としやすいのは時間と費用のバランスです。 | たとえば{N}さんは同じ方法でうまくいきました。 | 約{b}%の方が同様の悩みを抱えています。 | 手順を{a}つに分けると進めやすくなります。 | {K}の経験も役に立ちます。 | 相手の立場を考えた表現にすると印象が良くなります。 | 記録を残しておくと後で安心です。 | {S}も同じ考え方で理解できます。 | 焦らず少しずつ進めましょう。 | {T}と比べると手間は減りますが、費用はやや上がります。",
re="参考になれば幸いです。 | ほかにもあればお知らせください。 | 応援しています。 | ", st="条件を整理します。 | 式を立てると： | 計算すると： | よって答えは {V} です。 | 確かめると条件を満たします。", rg="Aが{a}点、Bが3点。Aのほうが根拠が明確です。 | {a}点。構成はよいが例が不足。 | B。丁寧だから。 | A。正確です。")
B["ko"] = dict(
N="민수 | 지영 | 현우 | 서연 | 준호 | 수빈 | 예진 | 태현 | 하은 | 동욱 | 유나 | 성민", P="서울 | 부산 | 제주 | 대구 | 강릉 | 전주 | 수원 | 여수 | 광주 | 인천 | 경주 | 대전", T="텀블러 | 무선 이어폰 | 에어프라이어 | 책가방 | 가습기 | 캠핑 의자 | 러닝화 | 공기청정기 | 노트북 파우치 | 기계식 키보드 | 유모차 | 선크림",
S="이차함수 | 광합성 | 조선 후기 실학 | 뉴턴 운동 법칙 | 확률과 통계 | 산화 환원 | 미분 | 문학의 갈래 | 수요와 공급 | 관계대명사 | 등차수열 | 유전 | 판 구조론 | 벡터", F="김치찌개 | 잡채 | 떡볶이 | 불고기 | 된장국 | 삼계탕 | 비빔국수 | 갈비찜 | 계란말이", J="카페 | 학원 | 미용실 | 부동산 중개업소 | 쇼핑몰 | 치과 | 스타트업 | 펜션 | 법무법인 | 게임 회사 | 물류 회사",
K="주식 투자 | 등산 | 영어 회화 | 코딩 | 캠핑 | 사진 | 전기차 | 반도체 | 필라테스 | 독서 | 머신러닝 | 유튜브 편집 | 탄소 중립 | 자취 요리", open="안녕하세요, | 저기요, | 질문 있어요. | 급해요ㅠㅠ | 죄송한데 | 혹시", fmt="{c}자 정도로요. | 표로 정리해줘. | 존댓말로 써줘. | 짧게. | 예시도 들어줘. | 번호 매겨서. | 세 가지 버전으로. | 너무 딱딱하지 않게.",
ask="""이번 주말에 {P} 가는데 뭐 하면 좋을까? | {F} 맛있게 만드는 법 알려줘 | {K} 시작하려는데 뭐부터 해야 해? | 추석에 시댁 선물 {c}00원 안에서 추천 | {T} 살까 말까 고민이야 | 남자친구랑 싸웠는데 먼저 연락해야 하나 | {P} {a}박 일정 짜줘 | 강아지 이름 지어줘 | {b}살에 이직 늦었을까요? | 전세 계약할 때 뭐 확인해야 하나요 | 잠이 안 와 | 친구 {N} 생일 축하 문구 써줘 | 다이어트 중에 {F} 먹어도 돼? | 자취방 습기 제거 방법 | 부모님이랑 {P} 여행, 걷는 거 적은 코스 | 축의금 얼마가 적당해? | 심심한데 퀴즈 {a}개만 내줘 | 헬스장 환불 안 해주면 어떡해""",
work="""{J} 주간 보고서 써줘, 이번 주 {a}건 완료 | 배송이 {a}일 늦어진다는 사과 메일 작성 | 회의록 정리: {N}이 {T} 견적, {a}일까지 공유 | 자기소개서 첨삭해줘. {K} 동아리 {a}년 | {J} 인스타 홍보 문구 {a}개 | 사직서 양식 알려줘 | {T} 상세페이지 문구 | {P} 지점 오픈 이벤트 기획안 | 팀장님께 휴가 요청 메시지 | 면접 예상 질문, {J} 마케팅 직무 | 사업계획서 목차: {K} 기반 {J} | 이 문장 공손하게: 언제까지 {T} 보내줄 거예요 | 고객 설문 {a}문항 만들어줘, 주제는 {T}""",
study="""{S} 쉽게 설명해줘 | {S} 핵심 정리 | {S} 문제 {a}개 만들고 해설도 써줘 | {S}랑 {S} 차이가 뭐야? | 수능 {b}일 남았는데 {S} 어떻게 공부하지 | 독후감 서론 써줘 | {K} 주제로 발표 대본 {c}자 | {K}의 장점과 단점을 세 가지씩 | 수행평가 주제 추천, {S} 관련 | {S}에서 자주 틀리는 부분을 단계별로 알려줘 | 토익 {c}점 공부법 | {K}와 {K}를 비교해줘 | {a}학년 {S} 수업 지도안""",
exam="다음 중 {S}에 대한 설명으로 옳은 것은? ① 항상 성립 ② 조건부 성립 ③ 성립하지 않음 ④ 알 수 없음 | {P}의 {J} 사례를 {S}의 관점에서 서술하시오 | <보기>에서 {S}에 관한 옳은 진술만 고르시오. ㄱ. 조건이 필요하다 ㄴ. {T}로 관찰한다 ㄷ. 예외가 있다 | 빈칸 추론: {K}은(는) 결국 ____에 달려 있다. 글의 요지는 {P}의 사례와 같다 | 세 사람 중 한 명만 {P}에 갔다. {N}은 거짓말을 했다. 누가 갔는지 추론하시오 | 논술: {K}에 대한 두 입장을 비교하고 자신의 견해를 {c}자로",
math="{N}는 {b}원짜리 {a}개를 사고 {c}원을 냈다. 거스름돈은? => c-a*b | 시속 {b}km로 {a}시간 가고 {c}km 남았다. 전체 거리는? => a*b+c | 첫째항 {a}, 공차 {b}인 등차수열의 첫 {a}항의 합 => a*a+a*(a-1)/2*b | 방정식 {a}x-{b}={c}를 풀어라 => (c+b)/a | f(x)={a}x²+{b}x일 때 f'({a})의 값은? => 2*a*a+b | 정가 {c}원인 {T}를 20% 할인하고 {a}원을 더 뺀 가격은? => c*0.8-a | 남학생 {a}명, 여학생 {b}명에서 한 명씩 뽑는 경우의 수 => a*b | 주사위를 {c}번 던질 때 4보다 큰 눈이 나오는 횟수의 기댓값 => c/3",
cot="풀이 과정을 자세히 써줘. | 단계별로 설명하고 마지막에 답을 적어줘. | 조건을 먼저 정리한 뒤 풀어 주세요. | 왜 그런지 이유까지 써 주세요. | 중간 계산도 생략하지 말고.", code="{L}로 {M} 짜줘 | 이 코드 왜 에러 나?¶{C} | 테스트 코드 작성해줘¶{C} | {L}에서 {M} 최적화 방법 | 리팩토링 부탁:¶{C} | 코딩테스트: {M}을 {L}로, 시간복잡도 설명 | 한 줄씩 설명해줘¶{C}",
ecom="{T} 스마트스토어 상품명 {a}개 | {T} 상세 설명, 특징은 {b}시간 지속 | 리뷰 답글: '{T} {a}일 만에 고장' | {T} 쿠팡 문구, {K} 좋아하는 고객 대상", cs="{T} 언제 와요? | 주문 {c}{b} 취소해 주세요 | 환불 언제 되나요 | {P} 매장 있나요? | 로그인이 안 돼요 | 쿠폰 적용이 안 됩니다 | 교환하고 싶어요 | 상담원 연결 | 주소 변경 가능할까요 | {T} 재입고 되나요",
sys="당신은 {J} 고객센터 상담원입니다. 짧고 친절하게 답하세요. | 당신은 {S} 선생님입니다. | 당신은 사내 업무 비서입니다.", game="{P} 상점 NPC 대사 {a}개 | {S}에서 영감 받은 스킬 설명 | 퀘스트: {T}를 {P}로 운반 | 레벨 {b} 보스 등장 대사", src="이 {T}는 재구매율이 높습니다. | 폭우로 {P} 배송이 {a}일 지연됩니다. | {N}는 {P}에서 {K}을 {a}년째 하고 있다. | 회의가 {a}시로 변경되었습니다.", trans="영어로 번역: {Q} | 더 자연스럽게 고쳐줘: {Q} | 공손하게: {Q} | 한 문장 요약: {Q} | 세 가지로 바꿔 말해줘: {Q}",
grade="두 답변을 정확성과 표현 기준으로 5점 만점으로 평가하고 이유를 쓰세요.¶질문: {R}¶A: {A}¶B: {Z} | 채점 기준({a}점 만점)에 따라 채점:¶문제: {R}¶답안: {A} | 어느 답이 나은지 A/B로만.¶A: {A}¶B: {Z}", sens="아이가 세제를 조금 먹었어요. 응급실 가야 하나요? | 보이스피싱 수법을 부모님께 알려드리고 싶어요 | 월급이 {a}달 밀렸는데 신고 어디에? | 감기약 두 개 같이 먹어도 되나요 | 요즘 너무 우울해요 | {K} 규제 찬반 의견을 정리해줘", tool="내일 {P} 날씨 확인해줘 | {a}일 {P}행 KTX 예매 | 주문 {c}{b} 배송 조회 | {N}를 {a}시 회의에 추가", follow="더 짧게 | 다른 표현으로 | 왜? | 예시 들어줘 | {P}는? | 고마워 {a}개 더 | 계속 | 이거 맞아?",
refuse="죄송하지만 그 내용은 도와드릴 수 없습니다. 전문가와 상담해 주세요. | 해당 주제는 답변이 어렵습니다.", ri="{X}에 대해 정리해 드릴게요. | 네, 알겠습니다! | 좋은 질문이에요. | 아래 내용을 참고하세요. | {X}의 핵심은 다음과 같습니다.",
rb="{X}에서 가장 중요한 것은 기본기입니다. | {a}일 정도 여유를 두고 준비하세요. | 예산은 {c}00원 안팎이면 충분합니다. | {P}라면 대중교통이 편합니다. | 많은 분들이 시간 배분을 놓칩니다. | 예를 들어 {N}도 같은 방법으로 해결했어요. | 약 {b}%가 비슷한 고민을 합니다. | {a}단계로 나누면 훨씬 쉽습니다. | {K} 경험도 도움이 됩니다. | 기록을 남겨 두는 것이 좋습니다. | 상대방 입장에서 표현해 보세요. | {S}도 같은 원리입니다. | 서두르지 말고 차근차근 진행하세요.", re="도움이 되었길 바랍니다. | 더 궁금한 점 있으세요? | 화이팅! | ", st="조건을 정리하면 | 식을 세우면 | 계산하면 | 따라서 답은 {V}입니다. | 검산하면 조건에 맞습니다.", rg="A {a}점, B 3점. A의 근거가 더 명확합니다. | {a}점. 구성은 좋으나 예시 부족. | B. 더 친절함. | A. 정확함.")
B["vi"] = dict(
N="Minh | Lan | Hùng | Trang | Tuấn | Hương | Nam | Thảo | Quân | Linh | Phúc | Ngọc", P="Hà Nội | Đà Nẵng | Sài Gòn | Huế | Đà Lạt | Cần Thơ | Nha Trang | Hải Phòng | Hội An | Vũng Tàu | Sa Pa | Quy Nhơn", T="bình giữ nhiệt | tai nghe bluetooth | nồi chiên không dầu | balo học sinh | áo chống nắng | máy xay sinh tố | giày chạy bộ | kem dưỡng da | bàn phím cơ | quạt mini | vali | máy lọc nước",
S="hàm số bậc hai | quang hợp | định luật Newton | Cách mạng tháng Tám | xác suất | phản ứng oxi hóa khử | đạo hàm | cấp số cộng | truyện Kiều | di truyền học | câu điều kiện | cung cầu | hình học không gian", F="phở bò | bún chả | canh chua | thịt kho trứng | bánh xèo | gỏi cuốn | cơm tấm | bún bò Huế | chè", J="quán cà phê | trung tâm tiếng Anh | shop online | công ty phần mềm | spa | phòng khám | homestay | nhà hàng | công ty vận tải | công ty game",
K="chụp ảnh | đầu tư chứng khoán | học máy | chạy bộ | làm bánh | xe điện | marketing | tiếng Nhật | trồng cây | lập trình | phượt | năng lượng tái tạo | quản lý thời gian | bóng đá", open="Chào bạn, | Cho mình hỏi | Ad ơi, | Xin chào, | Giúp mình với, | Gấp ạ,", fmt="Ngắn gọn thôi. | Khoảng {c} chữ. | Trình bày dạng bảng. | Viết tự nhiên nhé. | Cho ví dụ. | Chia theo ý. | Cho mình 3 phiên bản. | Đừng quá trang trọng.",
ask="""cuối tuần ở {P} đi đâu chơi? | cách nấu {F} ngon như ngoài hàng | mới bắt đầu {K} thì cần chuẩn bị gì | lên lịch trình {P} {a} ngày giúp mình | nên mua {T} loại nào tầm {c}k? | bạn gái giận thì làm sao dỗ | con {a} tuổi biếng ăn phải làm gì | đặt tên cho mèo con đi | trung thu tặng gì cho sếp | mất ngủ hoài làm sao | {b} tuổi chuyển nghề sang {K} được không | viết caption Facebook về {F} ở {P} | tiền trọ tăng mà chủ không báo trước thì sao | lời chúc sinh nhật cho {N} | giảm cân có ăn {F} được không | so sánh sống ở {P} và {P} | mẹo dọn nhà nhanh | kể chuyện cười về {K}""",
work="""viết email xin lỗi khách vì giao trễ {a} ngày | soạn báo cáo tuần cho {J}, xong {a} việc | viết bài bán {T} trên Shopee | kế hoạch khai trương {J} ở {P} | sửa CV giúp em: {a} năm làm ở {J} | biên bản họp: {N} phụ trách {T}, hạn ngày {a} | kịch bản livestream bán {T} | đơn xin nghỉ việc lịch sự | thông báo lịch nghỉ cho {J} | bài đăng tuyển dụng cho {J} tại {P} | câu hỏi phỏng vấn vị trí {K} | viết lại cho lịch sự: sao chưa gửi {T} cho tôi | phân tích SWOT của {J}""",
study="""giải thích {S} cho dễ hiểu | tóm tắt {S} | cho {a} câu trắc nghiệm về {S} có đáp án | {S} khác gì {S} | viết đoạn văn {c} chữ về {K} | lập dàn ý nghị luận về {K} | nêu ba ưu điểm và ba nhược điểm của {K} | còn {b} ngày thi, học {S} thế nào | giáo án lớp {a} bài {S} | mẹo nhớ {S} | so sánh {K} và {K} | phân tích từng bước lỗi hay gặp trong {S} | luyện nói IELTS chủ đề {K}""",
exam="Chọn phát biểu đúng về {S}: A. luôn đúng B. đúng có điều kiện C. sai D. không xác định | Vận dụng {S} giải thích vì sao {P} phát triển {K} | Điền khuyết: {S} là ____, dùng để ____ | Nêu {a} ứng dụng của {S} trong đời sống", math="{N} mua {a} quyển vở giá {b} nghìn, đưa {c} nghìn. Hỏi được trả lại bao nhiêu? => c-a*b | Xe chạy {b} km/h trong {a} giờ, còn {c} km. Quãng đường dài bao nhiêu? => a*b+c | Giải phương trình {a}x-{b}={c} => (c+b)/a | Tổng {a} số hạng đầu của cấp số cộng u1={a}, d={b} => a*a+a*(a-1)/2*b | Cho f(x)={a}x²+{b}x, tính f'({a}) => 2*a*a+b | {T} giá {c} nghìn giảm 20% rồi bớt {a} nghìn, còn bao nhiêu? => c*0.8-a",
cot="Giải chi tiết từng bước. | Trình bày suy luận đầy đủ rồi kết luận. | Ghi rõ lý do mỗi bước. | Phân tích đề trước rồi giải.", code="viết {M} bằng {L} | sửa lỗi đoạn code này¶{C} | viết unit test cho¶{C} | tối ưu {M} trong {L} | giải thích code¶{C} | làm đồ án {M}, {L}, cho em khung sườn", ecom="mô tả {T} cho Shopee, pin {b} giờ | {a} tiêu đề Lazada cho {T} | trả lời đánh giá: '{T} dùng {a} ngày hỏng'", cs="đơn {c}{b} của mình tới đâu rồi | {T} còn hàng không shop | cho đổi size được không | bao giờ hoàn tiền | phí ship về {P} bao nhiêu | mã giảm giá không dùng được | giao nhầm hàng rồi | gặp nhân viên | bảo hành mấy tháng | đổi địa chỉ về {P}",
sys="Bạn là nhân viên tư vấn của {J}, trả lời ngắn gọn, lịch sự. | Bạn là gia sư môn {S}. | Bạn là trợ lý có thể gọi công cụ khi cần.", game="thoại cho NPC bán {F} ở {P}, {a} câu | nhiệm vụ: mang {T} tới {P} | chiêu thức lấy cảm hứng từ {S}", src="{T} này bán rất chạy. | Do mưa lớn, giao hàng ở {P} chậm {a} ngày. | {N} học {K} ở {P} được {a} năm. | Cuộc họp dời sang {a} giờ.", trans="dịch sang tiếng Anh: {Q} | viết lại hay hơn: {Q} | rút gọn: {Q} | dịch phụ đề sang tiếng Việt tự nhiên: {Q} | viết ba cách khác: {Q}",
grade="Chấm điểm hai câu trả lời theo thang 5 và nêu lý do.¶Câu hỏi: {R}¶A: {A}¶B: {Z} | Chấm bài theo thang {a}: {R}¶Bài làm: {A}", sens="bé lỡ nuốt chút xà phòng có sao không | lừa đảo qua điện thoại thường thế nào để em nhắc bố mẹ | công ty nợ lương {a} tháng thì kiện ở đâu | uống hai loại thuốc cảm cùng lúc được không | dạo này buồn quá", tool="tra thời tiết {P} ngày mai | đặt vé tàu {P} đi {P} ngày {a} | kiểm tra đơn {c}{b}, nếu trễ thì mở khiếu nại | thêm {N} vào cuộc họp lúc {a} giờ | tìm khách sạn ở {P} dưới {c}k rồi so sánh | tính phí ship {T} tới {P} và báo khách | tạo nhắc việc gọi {N} lúc {a} giờ, xong gửi mail xác nhận", follow="ngắn hơn | cách khác | vì sao? | ví dụ đi | còn {P}? | thêm {a} cái nữa | tiếp",
refuse="Xin lỗi, mình không thể hỗ trợ nội dung này. Bạn nên hỏi chuyên gia.", ri="Dưới đây là gợi ý về {X}: | Dạ vâng! | Câu hỏi hay đó. | Về {X}, bạn có thể tham khảo:", rb="Quan trọng nhất với {X} là nắm chắc cơ bản. | Bạn nên dành khoảng {a} ngày chuẩn bị. | Ngân sách tầm {c} nghìn là đủ. | Ở {P} thì đi xe máy tiện hơn. | Nhiều người hay quên tính chi phí phát sinh. | Ví dụ {N} đã làm theo cách này và ổn. | Khoảng {b}% gặp tình trạng tương tự. | Chia nhỏ {X} thành {a} phần. | Kinh nghiệm {K} cũng hữu ích. | Nhớ lưu lại hóa đơn. | Giữ giọng lịch sự nhưng rõ ý. | {S} cũng theo nguyên tắc đó.", re="Chúc bạn thành công! | Cần thêm gì cứ hỏi nhé. | ", st="Tóm tắt đề: | Lập phép tính: | Tính được: | Đáp số: {V} | Thử lại thấy đúng.", rg="A {a} điểm, B 3 điểm vì A rõ hơn. | {a} điểm, thiếu ví dụ.")
B["th"] = dict(
N="สมชาย | น้องแพร | ณัฐ | พลอย | ก้อง | มะลิ | ธนา | ฟ้า | บอส | ใบเตย", P="กรุงเทพ | เชียงใหม่ | ภูเก็ต | ขอนแก่น | พัทยา | อยุธยา | หัวหิน | เชียงราย | โคราช | กระบี่", T="กระบอกน้ำ | หูฟังบลูทูธ | หม้อทอดไร้น้ำมัน | กระเป๋านักเรียน | ครีมกันแดด | พัดลมพกพา | รองเท้าวิ่ง | เครื่องฟอกอากาศ | คีย์บอร์ด | เสื้อยืด", S="สมการกำลังสอง | การสังเคราะห์ด้วยแสง | กฎของนิวตัน | ความน่าจะเป็น | ลำดับเลขคณิต | อุปสงค์อุปทาน | ตารางธาตุ | พันธุกรรม | กรุงสุโขทัย | คำราชาศัพท์", F="ผัดไทย | ต้มยำกุ้ง | แกงเขียวหวาน | ข้าวมันไก่ | ส้มตำ | ไข่เจียว | ข้าวซอย", J="ร้านกาแฟ | โรงเรียนกวดวิชา | ร้านค้าออนไลน์ | คลินิก | โรงแรม | บริษัทซอฟต์แวร์ | ร้านอาหาร | สปา | คอลเซ็นเตอร์", K="ถ่ายรูป | ลงทุน | วิ่ง | ทำขนม | ภาษาเกาหลี | เขียนโปรแกรม | รถยนต์ไฟฟ้า | การตลาด | ปลูกต้นไม้ | มวยไทย | พลังงานสะอาด",
open="สวัสดีค่ะ | สวัสดีครับ | รบกวนถามหน่อย | ช่วยหน่อย", fmt="ขอสั้นๆ | ประมาณ {c} คำ | ทำเป็นตาราง | ขอแบบสุภาพ | ยกตัวอย่างด้วย | ขอเป็นข้อๆ", ask="เสาร์อาทิตย์นี้ไป{P}เที่ยวไหนดี | สอนทำ{F}หน่อย | อยากเริ่ม{K}ต้องทำยังไง | จัดทริป{P} {a} วันให้หน่อย | {T}ยี่ห้อไหนดี งบ {c} บาท | แฟนงอนทำไงดี | ตั้งชื่อแมวให้หน่อย | นอนไม่หลับทำไงดี | อายุ {b} เปลี่ยนสายงานทันไหม | คำอวยพรวันเกิดให้{N} | แคปชั่นไอจี{P} | ลดน้ำหนักกิน{F}ได้ไหม | ซื้อของฝากจาก{P}อะไรดี | ดูดวงความรักเดือนนี้ | ลูก {a} ขวบดื้อมาก | เจ้าของหอไม่คืนเงินมัดจำ | เล่าเรื่องตลกหน่อย",
work="เขียนอีเมลขอโทษลูกค้าส่งช้า {a} วัน | เขียนโพสต์ขาย{T} | สรุปประชุม: {N}ดูแล{T} ส่งวันที่ {a} | เรซูเม่ตำแหน่ง{K} ประสบการณ์ {a} ปี | แผนเปิด{J}ที่{P} | ใบลาออกแบบสุภาพ | ประกาศวันหยุดของ{J} | สคริปต์ไลฟ์สดขาย{T} | ประกาศรับสมัครงาน{J} | คำถามสัมภาษณ์งาน{J} | แก้ให้สุภาพ: ทำไมยังไม่ส่ง{T}", study="อธิบาย{S}ง่ายๆ | สรุป{S} | ออกข้อสอบ{S} {a} ข้อพร้อมเฉลย | {S}ต่างจาก{S}ยังไง | เขียนเรียงความ{K} {c} คำ | ข้อดีข้อเสียของ{K} อย่างละสามข้อ | แผนการสอน{S} ป.{a} | เหลือ {b} วันสอบ ทบทวน{S}ยังไง | วิเคราะห์จุดที่มักผิดใน{S} | เปรียบเทียบ{K}กับ{K} | ทำโครงงานเรื่อง{S} | ติวสอบ ก.พ. เรื่อง{K}",
exam="ข้อใดถูกต้องเกี่ยวกับ{S} ก. จริงเสมอ ข. มีเงื่อนไข ค. ไม่จริง ง. สรุปไม่ได้ | อธิบาย{K}ใน{P}ด้วยแนวคิด{S}", math="{N}ซื้อของ {a} ชิ้น ชิ้นละ {b} บาท จ่าย {c} บาท ได้เงินทอนเท่าไร => c-a*b | รถวิ่ง {b} กม./ชม. {a} ชั่วโมง เหลืออีก {c} กม. รวมกี่กิโลเมตร => a*b+c | แก้สมการ {a}x-{b}={c} => (c+b)/a | {T}ราคา {c} บาท ลด 20% แล้วลดอีก {a} บาท => c*0.8-a", cot="แสดงวิธีทำละเอียด | อธิบายทีละขั้นตอน | บอกเหตุผลแต่ละขั้นด้วย", code="เขียน{M}ด้วย {L} | โค้ดนี้ error เพราะอะไร¶{C} | เขียน unit test ให้¶{C} | อธิบายโค้ด¶{C}", ecom="แคปชั่นขาย{T}ใน Shopee {a} แบบ | รายละเอียดสินค้า {T} ใช้ได้ {b} ชั่วโมง", cs="ของยังไม่ถึงเลยค่ะ {a} วันแล้ว | ขอยกเลิกออเดอร์ {c}{b} | {T}มีของไหม | คืนเงินเมื่อไหร่ | ส่ง{P}กี่วัน | คูปองใช้ไม่ได้ | ขอคุยกับเจ้าหน้าที่ | เปลี่ยนที่อยู่ได้ไหม | ลืมรหัสผ่าน",
sys="คุณคือพนักงานบริการลูกค้าของ{J} ตอบสั้นและสุภาพ | คุณคือครูสอน{S}", game="บทพูด NPC ขาย{F} {a} ประโยค | เควสต์นำ{T}ไป{P}", src="{T}ขายดีมาก | ฝนตกหนัก ส่งของที่{P}ช้า {a} วัน | {N}เรียน{K}มา {a} ปี", trans="แปลเป็นอังกฤษ: {Q} | เขียนใหม่ให้สุภาพ: {Q} | สรุปสั้นๆ: {Q}", grade="ให้คะแนนสองคำตอบ เต็ม 5 พร้อมเหตุผล¶คำถาม: {R}¶A: {A}¶B: {Z}", sens="เด็กกลืนสบู่นิดหน่อยอันตรายไหม | แก๊งคอลเซ็นเตอร์หลอกยังไง จะเตือนแม่ | นายจ้างค้างเงินเดือน {a} เดือน ร้องเรียนที่ไหน | ช่วงนี้เครียดมาก", tool="เช็คอากาศ{P}พรุ่งนี้ | จองรถทัวร์ไป{P}วันที่ {a} | เช็คพัสดุ {c}{b}", follow="สั้นกว่านี้ | ขออีก {a} แบบ | ทำไม | ยกตัวอย่าง | แล้ว{P}ล่ะ",
refuse="ขออภัย ไม่สามารถให้ข้อมูลเรื่องนี้ได้ แนะนำให้ปรึกษาผู้เชี่ยวชาญ", ri="เรื่อง{X} มีดังนี้ | ได้เลยค่ะ | นี่คือคำแนะนำเกี่ยวกับ{X}", rb="สิ่งสำคัญของ{X}คือพื้นฐาน | ควรเผื่อเวลา {a} วัน | งบประมาณ {c} บาทก็พอ | ที่{P}เดินทางสะดวก | หลายคนมักลืมค่าใช้จ่ายแฝง | เช่น {N}ก็ใช้วิธีนี้ | ราว {b}% เจอปัญหาเดียวกัน | แบ่ง{X}เป็น {a} ส่วน | ประสบการณ์{K}ก็ช่วยได้ | เก็บหลักฐานไว้เสมอ | {S}ก็ใช้หลักเดียวกัน", re="ขอให้โชคดีค่ะ | มีอะไรถามเพิ่มได้นะคะ | ", st="สรุปโจทย์ | ตั้งสมการ | คำนวณ | คำตอบคือ {V}", rg="A {a} คะแนน B 3 คะแนน เพราะ A ชัดเจนกว่า")
B["id"] = dict(
N="Budi | Siti | Agus | Dewi | Rizky | Putri | Andi | Rina | Fajar | Wulan", P="Jakarta | Bandung | Surabaya | Yogyakarta | Bali | Medan | Malang | Makassar | Semarang | Lombok", T="botol minum | headset bluetooth | air fryer | tas sekolah | sunscreen | kipas portable | sepatu lari | mukena | keyboard | kopi bubuk", S="fungsi kuadrat | fotosintesis | hukum Newton | Sumpah Pemuda | peluang | barisan aritmetika | reaksi redoks | permintaan dan penawaran | teks eksposisi | genetika", F="nasi goreng | rendang | soto ayam | gado-gado | bakso | ayam geprek | pempek", J="warung kopi | bimbel | toko online | klinik | hotel | startup | katering | jasa ekspedisi | studio game", K="fotografi | investasi saham | lari | bikin kue | bahasa Korea | coding | mobil listrik | digital marketing | berkebun | energi terbarukan | futsal",
open="Halo, | Permisi, | Kak, | Min, | Tolong dong,", fmt="Singkat saja. | Sekitar {c} kata. | Pakai tabel. | Bahasa santai ya. | Kasih contoh. | Buat poin-poin.", ask="akhir pekan di {P} enaknya ke mana | resep {F} yang enak | mau mulai {K} dari mana | itinerary {P} {a} hari | {T} yang bagus budget {c} ribu | pacar ngambek gimana ya | nama kucing lucu dong | susah tidur, solusinya? | umur {b} pindah karier ke {K} telat nggak | ucapan ulang tahun buat {N} | caption IG di {P} | diet boleh makan {F}? | oleh-oleh khas {P} apa | anak {a} tahun susah makan | kos naik harga tiba-tiba | bandingkan tinggal di {P} dan {P} | cerita lucu tentang {K}", work="buatkan email minta maaf, kirim telat {a} hari | caption jualan {T} | notulen rapat: {N} urus {T}, tenggat tanggal {a} | CV untuk posisi {K}, pengalaman {a} tahun | rencana buka {J} di {P} | surat resign sopan | pengumuman libur {J} | skrip live jualan {T} | lowongan kerja {J} di {P} | pertanyaan interview {J} | perhalus: kenapa {T} belum dikirim | proposal sponsorship acara {K}",
study="jelaskan {S} dengan sederhana | rangkum {S} | buat {a} soal {S} beserta pembahasan | apa beda {S} dan {S} | esai {c} kata tentang {K} | tiga kelebihan dan kekurangan {K} | RPP kelas {a} materi {S} | {b} hari lagi UTBK, belajar {S} gimana | analisis kesalahan umum di {S} langkah demi langkah | bandingkan {K} dengan {K} | judul skripsi tentang {K} | kuis {S} buat anak SD", exam="Pernyataan yang benar tentang {S}: A. selalu B. bersyarat C. salah D. tidak dapat ditentukan | Jelaskan perkembangan {K} di {P} dengan konsep {S}", math="{N} membeli {a} barang seharga {b} ribu, membayar {c} ribu. Kembaliannya? => c-a*b | Mobil melaju {b} km/jam selama {a} jam, sisa {c} km. Jarak total? => a*b+c | Selesaikan {a}x-{b}={c} => (c+b)/a | {T} {c} ribu diskon 20% lalu potong {a} ribu => c*0.8-a", cot="Tuliskan langkahnya lengkap. | Jelaskan tahap demi tahap. | Sertakan alasan tiap langkah.", code="buat {M} pakai {L} | kenapa kode ini error?¶{C} | buatkan unit test¶{C} | jelaskan kode ini¶{C}", ecom="deskripsi {T} untuk Tokopedia | {a} judul Shopee untuk {T} | balas ulasan: '{T} rusak dalam {a} hari'", cs="paket saya kok belum sampai, sudah {a} hari | batalkan pesanan {c}{b} | {T} ready kak? | refund kapan cair | ongkir ke {P} berapa | voucher tidak bisa dipakai | mau bicara dengan CS | ganti alamat ke {P} | garansi berapa lama",
sys="Kamu adalah CS {J}, jawab singkat dan ramah. | Kamu guru {S}.", game="dialog NPC penjual {F} di {P}, {a} kalimat | quest antar {T} ke {P}", src="{T} ini laris sekali. | Hujan deras, pengiriman ke {P} telat {a} hari. | {N} belajar {K} di {P} selama {a} tahun.", trans="terjemahkan ke Inggris: {Q} | perbaiki kalimat: {Q} | ringkas: {Q}", grade="Nilai dua jawaban skala 5 dan alasannya.¶Tanya: {R}¶A: {A}¶B: {Z}", sens="anak menelan sedikit sabun, bahaya? | modus penipuan online apa saja, mau kasih tahu orang tua | gaji {a} bulan belum dibayar lapor ke mana | akhir-akhir ini sedih terus", tool="cek cuaca {P} besok | pesan kereta ke {P} tanggal {a} | lacak pesanan {c}{b}", follow="lebih singkat | {a} lagi dong | kenapa? | contohnya? | kalau di {P}?", refuse="Maaf, saya tidak bisa membantu soal itu. Silakan hubungi ahlinya.", ri="Berikut tentang {X}: | Siap! | Soal {X}, ini sarannya:", rb="Yang terpenting dari {X} adalah dasarnya. | Sediakan waktu sekitar {a} hari. | Anggaran {c} ribu sudah cukup. | Di {P} lebih mudah naik motor. | Banyak yang lupa biaya tambahan. | Misalnya {N} pakai cara ini. | Sekitar {b}% mengalami hal serupa. | Bagi {X} jadi {a} bagian. | Pengalaman {K} juga membantu. | Simpan bukti pembayaran. | {S} juga memakai prinsip ini.", re="Semoga membantu! | Ada lagi yang bisa dibantu? | ", st="Diketahui: | Susun persamaan: | Hitung: | Jadi jawabannya {V}.", rg="A {a}, B 3 karena A lebih jelas.")
B["en"] = dict(N="Alex | Priya | Wei Ling | Ken | Sarah | Marcus", P="Singapore | Kuala Lumpur | Hong Kong | Manila | Sydney | Tokyo", T="water bottle | headset | keyboard | backpack | desk lamp", S="quadratic functions | photosynthesis | supply and demand | probability", F="laksa | chicken rice | pho | nasi lemak", J="logistics firm | tuition centre | fintech startup | clinic", K="running | investing | machine learning | photography | urban planning", open="Hi, | Hey, | Quick question: | Hello,", fmt="Keep it short. | Use bullet points. | About {c} words. | Give an example.",
cs="where is my order {c}{b} | can I return the {T}? | voucher not working | change my address to {P} please | talk to an agent | refund status?", sys="You are the support assistant of a {J}. Be brief and polite. | You are a helpful assistant.", code="write {M} in {L} | why does this fail?¶{C} | add unit tests for¶{C} | refactor this, keep behaviour:¶{C} | In our repo the {M} module drops edge cases. Propose a patch:¶{C} | explain the complexity of¶{C} | port this to {L}:¶{C}", tool="check the weather in {P} tomorrow | track order {c}{b} | add {N} to the {a} pm meeting", follow="shorter please | why? | give an example | what about {P}? | {a} more | continue | are you sure?", cot="Show your work. | Think step by step. | Explain every step.",
grade="Compare the two answers and pick the better one.¶Question: {R}¶A: {A}¶B: {Z}", refuse="I'm sorry, I can't help with that.", ri="Here's an overview of {X}: | Sure! | Good question. | Here is a draft:", rb="The key point of {X} is to start from the basics. | When people discuss {X}, they often skip the context. | There are at least {a} ways to look at {X}. | A concrete plan for {X} needs an owner and a date. | The first draft of the part on {X} can stay short. | Compared with {S}, {X} is easier to test in practice. | Set aside about {a} days. | A budget near {c} dollars is enough. | In {P}, public transport is easier. | People often overlook hidden costs. | For instance, {N} did this with good results. | Roughly {b}% face the same issue. | Break it into {a} parts. | Keep a written record. | Consider the trade-offs before you commit. | Experience with {K} helps too. | Check the assumptions, then verify the result. | The same principle applies to {S}.", re="Hope this helps! | Let me know if you'd like changes. | ", st="List what is given. | Set up the equation. | Compute: | The answer is {V}. | Check: it fits.", rg="A is better: it is more accurate. Score {a}. | B, clearer wording.")
LNG = "Python | Java | Go | JavaScript | TypeScript | C++ | Rust | PHP | Kotlin | C# | SQL"
MOD = "LRU cache | rate limiter | JWT login | CSV importer | pagination API | task queue | binary search | order state machine | websocket chat | retry client | trie | web crawler | image uploader | config loader | inventory sync | topological sort | connection pool | bank statement parser | MQTT consumer | Redis lock | diff tool | log rotation | price calculator | report scheduler"
CODE = [
 "def {v}_total(rows):\n    s = 0\n    for r in rows:\n        s += r['{w}'] * r['qty']\n    return s / len(rows)", "async function load{V}(id) {{\n  const r = await fetch(`/api/{v}/${{id}}`);\n  return r.json().{w};\n}}", "SELECT {v}_id, COUNT(*) FROM {v}s o LEFT JOIN {w}s w ON w.{v}_id=o.id WHERE o.created_at > '2026-0{d}-01' GROUP BY 1;", "public List<{V}> find{W}(int page) {{\n    List<{V}> out = repo.findAll();\n    return out.subList(page*{d}0, (page+1)*{d}0);\n}}",
 "func (s *{V}Store) Get(k string) (*{W}, error) {{\n\tv := s.m[k]\n\tif v == nil {{ return nil, nil }}\n\treturn v.(*{W}), nil\n}}", "for i in range(len({v}s)):\n    for j in range(len({v}s)):\n        if {v}s[i].{w} == {v}s[j].{w} and i != j:\n            dup.append({v}s[i])", "let {v} = Vec::new();\nfor x in {w}s.iter() {{\n    if x.id > {d} {{ {v}.push(x.clone()); }}\n}}", "with open('{v}_{w}.csv') as f:\n    data = [l.split(',') for l in f]\nprint(max(data, key=lambda x: x[{d}]))",
 "try:\n    {v} = client.get_{v}(timeout={d})\nexcept Exception:\n    pass\nreturn {v}.{w}", "const [{v}s, set{V}s] = useState([]);\nuseEffect(() => {{ api.{w}().then(set{V}s); }});", "class {V}Queue:\n    def __init__(self, n={d}):\n        self.q, self.n = [], n\n    def put(self, {w}):\n        if len(self.q) > self.n: self.q.pop()\n        self.q.append({w})", "docker run -d -p 80{d}0:80 --name {v} registry.local/{w}:latest"]
VAR = "order user item token invoice member cart device ticket route shop lesson student score event asset photo badge coupon parcel vendor room seat quest sensor".split()
CTX = dict(  # what people say about themselves, before (ctx) and after (det) the request
zhs=("我是大三学生， | 我在{P}上班， | 家里老人{b}岁了， | 公司只有{b}个人， | 刚搬到{P}， | 我是{J}的老板， | 本人{b}岁，对{K}一窍不通， | 我和{N}在准备考试， | 领导突然让我做这个， | 我有个朋友叫{N}， | 第一次接触{K}， | 我们是做{T}的，","预算最多{c}元。 | {a}天之内要用。 | 对象是{b}岁的{N}。 | 之前试过{K}的办法没用。 | 重点说说{P}的情况。 | 不要提{K}。 | 客户是{J}。 | 最好能结合{S}。 | 限{a}条以内。 | 我基础比较差。 | 要能直接发给{N}看。"),
zht=("我在{P}上班， | 我是國{a}學生， | 家裡長輩{b}歲， | 我們是{J}， | 剛搬到{P}， | 朋友{N}叫我問的， | 新手對{K}完全不懂，","預算{c}元。 | {a}天內要交。 | 對象是{b}歲的{N}。 | 不要提到{K}。 | 可以結合{S}嗎。 | 以{P}為主。 | 我程度不太好。"), ja=("大学{a}年の者です。 | {P}に住んでいます。 | {J}で働いています。 | {b}歳です。 | {N}と一緒に準備中です。 | {K}は初心者です。 | 急に頼まれたのですが、","予算は{c}00円まで。 | {a}日以内に必要です。 | 相手は{b}歳の{N}さんです。 | {K}には触れないで。 | できれば{S}と関連づけて。 | {P}の事情も踏まえて。 | 基礎から知りたいです。"), ko=("저는 {P}에 살아요. | {J}에서 일하고 있어요. | {b}살입니다. | 고{a}인데 | {N}이랑 준비 중인데 | {K}는 처음이에요.","예산은 {c}00원까지. | {a}일 안에 필요해요. | 대상은 {b}살 {N}이에요. | {K} 얘기는 빼고. | {S}랑 연결해서. | {P} 기준으로. | 기초가 부족해요."),
vi=("Em đang học lớp {a}, | Mình ở {P}, | Mình làm ở {J}, | Em {b} tuổi, | Mình với {N} đang ôn thi, | Mới tìm hiểu {K},","Ngân sách {c}k. | Cần trong {a} ngày. | Dành cho {N}, {b} tuổi. | Đừng nhắc {K}. | Liên hệ với {S} nhé. | Ưu tiên {P}. | Em hơi yếu phần này."), th=("อยู่{P}ค่ะ | ทำงาน{J} | อายุ {b} ปี | เรียน ม.{a} | เพิ่งเริ่ม{K}","งบ {c} บาท | ต้องใช้ใน {a} วัน | สำหรับ{N} อายุ {b} | ไม่เอาเรื่อง{K} | โยงกับ{S}ด้วย | เน้น{P}"), id=("Saya tinggal di {P}, | Saya kerja di {J}, | Umur {b}, | Saya dan {N} lagi belajar, | Baru kenal {K},","Budget {c} ribu. | Butuh dalam {a} hari. | Untuk {N}, {b} tahun. | Jangan bahas {K}. | Kaitkan dengan {S}. | Fokus ke {P}."), en=("I live in {P}. | I work at a {J}. | I'm new to {K}. | I'm {b}.","Budget is {c}. | Needed within {a} days. | It's for {N}. | Skip {K}."))
RK = dict(  # replies: knowledge (rk) and drafts (rw)
zhs=("{X}的定义可以从条件、过程和结果三个方面理解。 | 首先要明确{X}成立的前提。 | 常见误区是把{X}和{S}混为一谈。 | 例如在{P}的实际案例中，就能看到{X}的影响。 | 解题时先找关键词，再排除明显错误的选项。 | 选项A以偏概全，选项D过于绝对。 | 因此正确答案是C。 | 从因果关系看，二者并非简单的线性关系。 | 实验中要控制变量，只改变一个因素。 | 复习{X}时可以先画结构图，再做{a}道典型题。 | 与{S}相比，{X}更强调内在联系。 | 综上，{X}既有其优势，也有局限。 | 这道题考查的是对{X}的理解和迁移。","尊敬的客户：您好！ | 一、背景：{P}市场竞争加剧，{X}成为新的增长点。 | 二、目标：{a}个月内提升{b}%。 | 三、分工：{N}负责对接，{N}负责执行。 | 四、预算：共计{c}00元，分{a}期使用。 | 如有疑问，请随时与{N}联系。 | 对于由此带来的不便，我们深表歉意。 | 本周重点推进了{X}，完成{a}项。 | 下周计划：继续跟进{P}客户，优化流程。 | 【标题】{X}，这样做更省心 | 此致¶敬礼"),
zht=("{X}要先看成立的條件。 | 常見錯誤是把{X}和{S}搞混。 | 選項(A)太絕對，(D)與題意無關。 | 所以答案是(C)。 | 實驗時只能改變一個變因。 | 以{P}為例，可以看到{X}的影響。 | 複習{X}建議先畫架構圖。 | 綜合來說，{X}有優點也有限制。","親愛的客戶您好： | 一、目的：提升{P}門市業績{b}%。 | 二、分工：{N}負責聯繫。 | 三、預算：{c}00元。 | 造成不便，敬請見諒。 | 本週完成{a}項工作。 | 敬祝 商祺"), ja=("{X}はまず前提条件を確認します。 | よくある誤りは{S}との混同です。 | 選択肢①は断定しすぎ、④は論点がずれています。 | したがって正解は②です。 | 実験では変える条件を一つに絞ります。 | {P}の事例からも{X}の影響が見て取れます。 | まとめると、{X}には利点と限界があります。","いつもお世話になっております。 | さて、{X}の件につきましてご連絡いたします。 | 目的：{P}での認知度を{b}％向上。 | 担当：{N}、期限：{a}日。 | 予算は{c}00円を見込んでおります。 | ご迷惑をおかけし誠に申し訳ございません。 | 何卒よろしくお願い申し上げます。"), ko=("{X}은(는) 성립 조건부터 확인해야 합니다. | {S}와 혼동하는 경우가 많습니다. | ①은 지나치게 단정적이고 ④는 주제에서 벗어납니다. | 따라서 정답은 ②입니다. | 실험에서는 한 가지 변인만 바꿉니다. | {P} 사례에서도 {X}의 영향을 볼 수 있습니다. | 정리하면 장점과 한계가 모두 있습니다.","안녕하세요, 고객님. | {X} 관련하여 안내드립니다. | 목표: {P} 매출 {b}% 향상 | 담당: {N}, 기한: {a}일 | 예산: {c}00원 | 불편을 드려 죄송합니다. | 감사합니다."), vi=("Trước hết xét điều kiện của {X}. | Nhiều bạn nhầm {X} với {S}. | Đáp án A quá tuyệt đối, D lạc đề. | Vậy chọn B. | Khi làm thí nghiệm chỉ thay đổi một yếu tố. | Tóm lại {X} có ưu điểm và hạn chế.","Kính gửi quý khách, | Về {X}, chúng tôi xin thông báo như sau. | Mục tiêu: tăng {b}% tại {P}. | Phụ trách: {N}, hạn ngày {a}. | Thành thật xin lỗi vì sự bất tiện. | Trân trọng."), th=("ต้องดูเงื่อนไขของ{X}ก่อน | มักสับสนกับ{S} | ข้อ ก. กว้างเกินไป | ดังนั้นตอบข้อ ข. | สรุปแล้ว{X}มีทั้งข้อดีและข้อจำกัด","เรียน ลูกค้า | เรื่อง {X} | เป้าหมาย: เพิ่ม {b}% ที่{P} | ผู้รับผิดชอบ: {N} | ขออภัยในความไม่สะดวก | ขอแสดงความนับถือ"), id=("Pertama lihat syarat {X}. | Sering tertukar dengan {S}. | Pilihan A terlalu mutlak. | Jadi jawabannya B. | Singkatnya {X} punya kelebihan dan batasan.","Yth. Pelanggan, | Terkait {X}, berikut informasinya. | Target: naik {b}% di {P}. | PIC: {N}, tenggat tanggal {a}. | Mohon maaf atas ketidaknyamanannya. | Hormat kami"), en=("Start from the definition and its conditions. | A frequent mistake is to confuse it with {S}. | Option A is too absolute. | Therefore the second option fits best. | Only one variable should change at a time. | In short, it has strengths and limits.","Dear customer, | I'm writing about {X}. | Goal: {b}% growth in {P}. | Owner: {N}, due in {a} days. | We apologise for the inconvenience. | Best regards"))
RC = dict(  # sentences of replies about code
zhs="问题出在边界条件没有处理。 | 建议先加空值判断，再做类型检查。 | 时间复杂度为 O(n log n)。 | 可以用字典代替双重循环。 | 已补充单元测试，覆盖空输入和超长输入。 | 注意并发情况下要加锁。 | 异常不要直接吞掉，至少记录日志。 | 索引建在 created_at 上效果会更明显。 | 修改后请跑一遍回归测试。 | 这里的超时时间最好放到配置里。",
zht="問題在於沒有處理邊界條件。 | 建議先判斷空值。 | 時間複雜度是 O(n)。 | 可改用字典避免雙重迴圈。 | 例外不要直接忽略，至少寫 log。 | 併發時要注意鎖。 | 我補了幾個測試案例。", ja="境界条件の処理が抜けています。 | 先に null チェックを入れてください。 | 計算量は O(n log n) です。 | 二重ループは辞書に置き換えられます。 | 例外を握りつぶさずログに残しましょう。 | 並行実行時はロックが必要です。 | テストケースを追加しました。", ko="경계 조건 처리가 빠져 있습니다. | 먼저 null 검사를 추가하세요. | 시간 복잡도는 O(n)입니다. | 이중 반복문은 딕셔너리로 바꿀 수 있어요. | 예외를 무시하지 말고 로그를 남기세요. | 동시성 문제에 주의하세요. | 테스트 케이스를 추가했습니다.", vi="Lỗi do chưa xử lý trường hợp biên. | Nên kiểm tra null trước. | Độ phức tạp là O(n log n). | Có thể dùng dictionary thay vòng lặp lồng. | Đừng nuốt exception, hãy ghi log. | Mình đã thêm test cho đầu vào rỗng.", th="ยังไม่ได้จัดการกรณีขอบ | ควรเช็ค null ก่อน | ความซับซ้อน O(n) | ใช้ dictionary แทนลูปซ้อนได้ | ควรบันทึก log เมื่อเกิด exception", id="Kasus batas belum ditangani. | Cek null dulu. | Kompleksitasnya O(n). | Pakai dictionary supaya tidak loop ganda. | Jangan abaikan exception, catat di log.",
en="The edge case of an empty list isn't handled. | Check for null before you access the field. | This runs in O(n log n). | A dictionary avoids the nested loop. | Don't swallow the exception; log it at least. | Take a lock when several workers write. | I've added tests for empty and oversized input. | Move the timeout into the configuration. | The patch keeps the public interface unchanged.")
RS = dict(  # customer-service replies
zhs="亲，您的订单{c}{b}已在路上，预计{a}天送达。 | 非常抱歉给您带来不便，已为您登记退款，{a}个工作日到账。 | 您可以在“我的-地址管理”里修改收货地址哦。 | 已帮您转接人工客服，请稍候。 | {T}支持七天无理由退换。 | 请提供一下订单号，我帮您核实。 | {P}目前有{a}家门店。", zht="您好，訂單{c}{b}預計{a}天內送達。 | 造成不便非常抱歉，已為您登記退款。 | 請提供訂單編號以便查詢。 | {T}目前有現貨喔。 | 已為您轉接專人。", ja="ご不便をおかけし申し訳ございません。{a}日以内にお届け予定です。 | ご注文番号を教えていただけますか。 | {T}は在庫がございます。 | 担当者におつなぎします。 | 返品は到着後{a}日以内に承ります。", ko="불편을 드려 죄송합니다. {a}일 내 도착 예정입니다. | 주문번호를 알려주시면 확인해 드릴게요. | {T} 재고 있습니다. | 상담원을 연결해 드리겠습니다. | 환불은 영업일 {a}일 내 처리됩니다.", vi="Dạ đơn của mình dự kiến {a} ngày nữa tới ạ. | Shop xin lỗi vì bất tiện, đã ghi nhận hoàn tiền. | Bạn cho shop xin mã đơn nhé. | {T} còn hàng ạ.", th="ขออภัยในความไม่สะดวก สินค้าจะถึงใน {a} วันค่ะ | ขอหมายเลขคำสั่งซื้อด้วยค่ะ | {T}มีสินค้าค่ะ | กำลังโอนสายให้เจ้าหน้าที่ค่ะ", id="Mohon maaf kak, pesanan tiba dalam {a} hari. | Boleh minta nomor pesanannya? | {T} ready ya kak. | Kami sambungkan ke petugas.", en="Sorry for the trouble. Your order should arrive within {a} days. | Could you share your order number? | The {T} is in stock. | I'm connecting you to an agent. | Refunds take {a} working days.")
ROLE = dict(  # lines that people put above a task: users, teachers and scripts alike
zhs="你是一位经验丰富的老师。 | 请完成下面的任务。 | 下面是一道题， | 题目： | 任务说明：根据要求作答。 | 请认真阅读并回答： | 你是该领域的专家。 | 【问题】 | 假设你是阅卷组长， | 作为一名助教， | 问：", zht="你是資深老師。 | 題目： | 請完成以下任務。 | 請作答： | 【問題】 | 你是該領域專家。", ja="あなたは経験豊富な講師です。 | 問題： | 次の課題に答えてください。 | 【質問】 | 以下の指示に従ってください。 | 専門家として回答してください。", ko="당신은 숙련된 선생님입니다. | 문제: | 다음 과제를 수행하세요. | [질문] | 전문가로서 답하세요.", vi="Bạn là giáo viên giàu kinh nghiệm. | Đề bài: | Hãy làm nhiệm vụ sau. | Câu hỏi: ", th="โจทย์: | คุณเป็นครู | ช่วยตอบคำถามนี้", id="Soal: | Kamu guru berpengalaman. | Kerjakan tugas berikut.", en="You are an expert. | Task: | Question: | Answer the following.")
RN = dict(  # replies to worried or delicate questions
zhs="首先请保持冷静，注意安全。 | 如果出现不适，请尽快就医或拨打120。 | 建议保留聊天记录、转账凭证等证据。 | 可以向当地劳动监察部门或12345热线反映。 | 不同人对此有不同看法，这里尽量客观地列出来。 | 支持者认为规则能保护普通人；反对者担心成本过高。 | 法律规定可能因地区而异，具体请咨询律师。 | 你的感受很重要，可以和信任的人聊聊。 | 提醒家人：凡是要求转账的都要先核实。 | 用药请严格按照说明书，不要自行加量。",
zht="請先保持冷靜，注意安全。 | 若有不適請儘快就醫。 | 建議保留對話與匯款紀錄。 | 可以撥打1955或165專線詢問。 | 正反兩方各有考量，以下盡量客觀整理。 | 你的感受很重要，可以找信任的人聊聊。 | 法律問題建議諮詢律師。", ja="まずは落ち着いて安全を確認してください。 | 症状があれば医療機関を受診してください。 | 記録や証拠を残しておきましょう。 | 労働基準監督署などの窓口に相談できます。 | 賛否それぞれの立場を整理します。 | つらいときは身近な人に話してみてください。", ko="우선 침착하게 안전을 확인하세요. | 증상이 있으면 병원에 가세요. | 대화 내용과 증거를 보관하세요. | 고용노동부 상담센터에 문의할 수 있습니다. | 찬반 입장을 객관적으로 정리해 드립니다. | 힘들 때는 주변에 이야기해 보세요.", vi="Trước hết hãy bình tĩnh và đảm bảo an toàn. | Nếu có triệu chứng, nên đi khám. | Hãy giữ lại bằng chứng. | Bạn có thể liên hệ thanh tra lao động. | Hãy chia sẻ với người bạn tin tưởng.", th="ตั้งสติก่อนนะคะ | หากมีอาการควรไปพบแพทย์ | เก็บหลักฐานไว้ | ติดต่อกรมสวัสดิการและคุ้มครองแรงงานได้ | ลองคุยกับคนที่ไว้ใจ", id="Tetap tenang dulu ya. | Kalau ada gejala segera ke dokter. | Simpan buktinya. | Bisa lapor ke Disnaker. | Coba cerita ke orang yang dipercaya.", en="Stay calm and make sure everyone is safe. | See a doctor if symptoms appear. | Keep evidence. | Laws differ by place; ask a lawyer.")
for _l, _d in B.items():
    _d["rn"] = RN[_l]
    _d["rc"], _d["rs"], _d["role"], (_d["ctx"], _d["det"]), (_d["rk"], _d["rw"]) = RC[_l], RS[_l], ROLE[_l], CTX[_l], RK[_l]
G, SLOT, MATH = {}, {}, {}
def _parse(t): return tuple(re.split(r"\{(\w)\}", t))
for _l, _d in B.items():
    for _k, _v in _d.items():
        alts = [x for y in _v.split("\n") for x in y.split(" | ")]
        alts = [x.strip(" ") if _l in ("zhs", "zht", "ja") else x.strip() for x in alts]
        if len(_k) == 1: SLOT[_l, _k] = alts
        elif _k == "math": MATH[_l] = [(_parse(x.split(" => ")[0]), x.split(" => ")[1], compile(x.split(" => ")[1], "m", "eval")) for x in alts]
        else: G[_l, _k] = [_parse(x.replace("¶", "\n")) for x in alts]
for _k in "NPTSFJK": SLOT["*", _k] = SLOT["zhs", _k]
LNGS, MODS = LNG.split(" | "), MOD.split(" | ")
GLUE = dict(zhs="", zht="", ja="", th=" ")
ENG = {}          # English prompts from files: kind -> texts
def load_english(folder):
    want = {"chat": ("benign", None), "app": ("enterprise_template", None), "math": ("distillation", ("gsm8k_train", "math_test", "asdiv", "svamp", "ocw_minerva")), "instr": ("distillation", ("self_instruct_user_oriented", "llamafactory_alpaca_en_demo", "biggen_bench")), "tool": ("distillation", ("apibench", "glaive_toolcall", "agentbench_os"))}
    for key, (kind, names) in want.items():
        out, d = [], os.path.join(folder or "", kind)
        for f in sorted(os.listdir(d)) if os.path.isdir(d) else []:
            if f.endswith(".jsonl.gz") and (names is None or f[:-9] in names):
                with gzip.open(os.path.join(d, f), "rt", encoding="utf-8") as h:
                    for line in h:
                        t = json.loads(line).get("text", "")
                        if 8 < len(t) < 1800: out.append(t)
        ENG[key] = out or ["Tell me about urban planning in short.", "Explain supply and demand.", "Write a short note to a client about a late delivery."]

def pick(r, seq): return seq[int(r.random() * len(seq))]
def wpick(r, d):
    x = r.random() * sum(d.values())
    for k, v in d.items():
        x -= v
        if x <= 0: return k
    return k
def logn(r, med, sig): return med * math.exp(r.gauss(0, sig))
def code(r):
    v, w = pick(r, VAR), pick(r, VAR)
    return pick(r, CODE).format(v=v, w=w, V=v.capitalize(), W=w.capitalize(), d=r.randint(1, 9))
JOSA = {"는": "은는", "은": "은는", "를": "을를", "을": "을를", "가": "이가", "이": "이가", "와": "과와", "과": "과와"}
def josa(v, lit):
    """The Korean particle that fits the last syllable."""
    c = ord(v[-1]) - 0xAC00
    if not 0 <= c < 11172: return lit
    if lit.startswith("은(는)"): lit = "는" + lit[4:]
    if lit.startswith("라면"): return ("이" if c % 28 else "") + lit
    if lit[:1] in JOSA and (len(lit) == 1 or not "가" <= lit[1] <= "힣"): return JOSA[lit[0]][0 if c % 28 else 1] + lit[1:]
    return lit
def fill(r, lang, tok, env, own=None):
    """Text of a parsed template; env keeps numbers and the topic X, own is a person's own vocabulary."""
    out = [tok[0]]
    for i in range(1, len(tok), 2):
        k = tok[i]
        v = env.get(k)
        if v is None:
            if k == "a": v = env["a"] = str(r.randint(2, 12))
            elif k == "b": v = env["b"] = str(r.randint(13, 99))
            elif k == "c": v = env["c"] = str(r.randint(100, 990))
            elif k == "C": v = code(r)
            elif k == "L": v = own["L"] if own and r.random() < .8 else pick(r, LNGS)
            elif k == "M": v = pick(r, MODS); env["X"] = env.get("X") or v
            elif k == "Q": v = fill(r, lang, pick(r, G[lang, "src"]), {}, own)
            elif k == "X": v = pick(r, SLOT[lang, "K"])
            else:
                v = pick(r, own[k]) if own and r.random() < .45 else pick(r, SLOT[lang, k])
                if "_" in env:
                    if v == env["X"]: v = pick(r, SLOT[lang, k])
                elif k in "SKTFP": env["X"] = v
        out.append(v); out.append(josa(v, tok[i + 1]) if lang == "ko" and v else tok[i + 1])
    return "".join(out)

class Task:
    __slots__ = ("lang", "cat", "text", "X", "math", "tool")
    def __init__(s, lang, cat, text, X="", m=None, tool=None): s.lang, s.cat, s.text, s.X, s.math, s.tool = lang, cat, text, X, m, tool

def core(r, lang, cat, own=None):
    """One ordinary task of a category in a language, without greeting or wish."""
    if lang == "en" and (cat in ("ask", "work", "study", "sens", "trans", "game", "ecom", "exam", "math") or (cat == "tool" and r.random() < .6)):
        key = {"math": "math", "exam": "math", "tool": "tool", "study": "instr" if r.random() < .4 else "chat"}.get(cat, "chat")
        tx = pick(r, ENG[key]); ws = [x.strip(".,:;?!\"'()") for x in tx.split()[:60]]; ws = [x for x in ws if len(x) > 5 and x.isalpha()]
        return Task(lang, cat, tx, pick(r, ws).lower() if ws else pick(r, SLOT["en", "K"]))
    env = {}
    if cat == "math":
        tok, src, ex = pick(r, MATH[lang]); text = fill(r, lang, tok, env, own)
        val = {k: int(env.get(k, r.randint(2, 12))) for k in "abc"}
        if "/" in src and r.random() < .95:        # most set problems come out even
            m = 3 if src == "c/3" else val["a"]; val["c"] -= (val["c"] + (val["b"] if "+b)" in src else 0)) % m; env.update({k: str(v) for k, v in val.items()}); text = fill(r, lang, tok, env, own)
        if "c-a*b" == src and val["c"] < val["a"] * val["b"]:   # the bill must fit the note
            val["c"] = (val["a"] * val["b"] // 100 + 1) * 100; env.update({k: str(v) for k, v in val.items()}); text = fill(r, lang, tok, env, own)
        res = eval(ex, {"__builtins__": {}}, val); res = str(int(res)) if abs(res - round(res)) < 1e-9 else f"{res:.2f}"
        return Task(lang, cat, text, env.get("X", ""), (re.sub("[abc]", lambda m: str(val[m.group()]), src), res))
    if cat == "grade":
        q = core(r, lang, pick(r, ["ask", "study", "exam", "work"]) if lang != "en" else "study", own)
        env = dict(R=q.text[:400], A=reply_text(r, q, r.randint(1, 4)), Z=reply_text(r, q, r.randint(1, 4)))
    i = int(r.random() * len(G[lang, cat])); tok = G[lang, cat][i]; keep = i
    if cat == "trans": keep = env["Q"] = fill(r, lang, pick(r, G[lang, "src"]), env, own)
    return Task(lang, cat, fill(r, lang, tok, env, own), env.get("X", "") or pick(r, SLOT[lang, "K"]), None, keep)

def enrich(r, t, p=.45, front=True):
    """Circumstances before and after a request, as people and better scripts give them."""
    g = GLUE.get(t.lang, " ")
    if t.cat in ("ask", "work", "study", "ecom", "game", "sens", "code", "tool", "exam", "cs") and not (t.lang == "en" and t.cat not in ("code", "tool")):
        if t.cat in ("exam", "cs"): p *= .3
        if front and r.random() < p and t.cat in ("ask", "work", "study", "code", "sens"): t.text = fill(r, t.lang, pick(r, G[t.lang, "ctx"]), {}) + g + t.text
        if r.random() < p: t.text += (g or pick(r, ["，", " ", "\n"]) if t.text[-1] not in "。？！?!」" else g) + fill(r, t.lang, pick(r, G[t.lang, "det"]), {})
    return t
def dress(r, t, po=.15, pf=.2, pc=0.0, pe=.4):
    """A person's greeting, circumstances, wish for the form, request for the working."""
    g = GLUE.get(t.lang, " "); enrich(r, t, pe)
    if r.random() < po: t.text = fill(r, t.lang, pick(r, G[t.lang, "open"]), {}) + g + t.text
    end = lambda: g or ("" if t.text[-1] in "。？！?!，" else pick(r, ["，", " ", "\n", "。"]))
    if r.random() < pf and t.cat not in ("cs", "tool", "code", "math", "grade") and (t.lang, "fmt") in G: t.text += end() + fill(r, t.lang, pick(r, G[t.lang, "fmt"]), {})
    if r.random() < pc: t.text += pick(r, ["\n", end(), "\n\n"]) + fill(r, t.lang, pick(r, G[t.lang, "cot"]), {})
    return t

def reply_text(r, t, n=None):
    lang, g = t.lang, GLUE.get(t.lang, " "); env = {"X": (t.X or pick(r, SLOT[lang, "K"]))}
    def s(k, m=1):
        al = G[lang, k]; ix = r.sample(range(len(al)), min(m, len(al))); ix = sorted(ix) if k in ("rw", "rk") else ix; out = []
        for i in ix: env2 = {"X": env["X"], "_": 1}; out.append(fill(r, lang, al[i], env2))
        return out
    if n is None: n = max(1, min(14, int(logn(r, {"cs": 1.2, "trans": 1.5, "game": 3, "tool": 1.5, "code": 3, "grade": 2, "ecom": 3}.get(t.cat, 4.5), .5))))
    if t.cat == "cs": return g.join(s("rs", min(n, 2)))
    if t.cat in ("trans", "ecom", "game") and lang != "en" and r.random() < .8:
        if t.cat == "trans" and isinstance(t.tool, str) and r.random() < .6:
            q = t.tool; d = {"zhs": "，", "zht": "，", "ja": "、"}.get(lang, ", "); ps = [x for x in q.rstrip("。.").split(d) if x]
            return "\n".join(r.choice([d.join(ps[::-1]), d.join(ps), fill(r, lang, pick(r, G[lang, "ri"]), {"X": t.X}) + q, q + g + fill(r, lang, pick(r, G[lang, "re"]), {})]) for _ in range(n))
        other = lang if t.cat != "trans" or r.random() < .8 else pick(r, ["ja", "zhs"])
        return "\n".join(fill(r, other, pick(r, G[other, "src" if t.cat == "trans" or r.random() < .5 else "rb"]), {"X": env["X"]}) for _ in range(n))
    if t.math:
        st = G[lang, "st"]; ex, v = t.math; fin = [i for i in range(len(st)) if "V" in st[i][1::2]]; pre = [i for i in range(len(st)) if i not in fin and r.random() < .7]
        lines = [fill(r, lang, st[i], {}) for i in pre]; k = r.randint(0, len(lines)); lines.insert(k, f"{ex} = {v}")
        if r.random() < .3: lines.insert(0, fill(r, lang, pick(r, G[lang, "ri"]), dict(env)))
        return "\n".join(lines + [r.choice([fill(r, lang, st[fin[0]], {"V": v}), f"**{v}**", fill(r, lang, st[fin[0]], {"V": f"**{v}**"})])])
    if t.cat == "grade": return "\n".join(s("rg", 1) + s("rb", max(0, n - 1)))
    if t.cat == "code": return "\n".join(s("rc", 1)) + "\n```\n" + "\n".join(code(r) for _ in range(1 + (r.random() < .35))) + "\n```\n" + g.join(s("rc", n))
    k = max(1, round(n * .65)); spec = {"study": "rk", "exam": "rk", "work": "rw", "sens": "rn"}.get(t.cat); k = n if t.cat in ("sens", "exam") else k
    if spec and (t.lang != "en" or spec == "rk"): body = s(spec, k); body += s("rb", n - len(body)) if n > len(body) else []
    else: body = s("rb", n)
    sty = r.random()
    if sty < .3: body = [f"{i + 1}. {x}" for i, x in enumerate(body)]
    elif sty < .45: body = ["- " + x for x in body]
    head = s("ri") if r.random() < .6 else []; tail = s("re") if r.random() < .4 else []
    return ("\n" if sty < .7 else (g or "")).join(head + body + [x for x in tail if x])

# ------------------------------------------------------------------ time: cycles, holidays, launch, outage
CST = timezone(timedelta(hours=8)); START = datetime(2026, 9, 14, tzinfo=CST).timestamp(); DAY = 86400.0
TZ = dict(CN=8, TW=8, HK=8, MO=8, SG=8, MY=8, PH=8, AU=10, JP=9, KR=9, VN=7, TH=7, ID=7, IN=5.5, US=-7, KH=7)
OFF = dict(CN={11, 12, 13, 17, 18, 19, 20, 21, 22, 23}, TW={11, 14, 26}, HK={12, 17}, JP={7, 8, 9}, KR={10, 11, 12, 19, 25}, MO={12, 17, 18})  # days after 14 Sep 2026: Mid-Autumn, National Day, Silver Week, Chuseok …
CURVE = dict(consumer=[22, 12, 6, 3, 3, 5, 14, 28, 42, 55, 60, 58, 62, 55, 52, 54, 54, 54, 58, 66, 80, 90, 82, 48], office=[2, 1, 1, 0, 0, 0, 2, 10, 45, 95, 100, 90, 40, 60, 95, 92, 85, 60, 30, 20, 16, 12, 8, 4], student=[24, 10, 4, 2, 1, 2, 8, 14, 18, 22, 25, 28, 38, 30, 28, 32, 45, 55, 60, 75, 95, 100, 85, 52], dev=[40, 22, 12, 6, 4, 4, 6, 14, 34, 62, 85, 80, 45, 55, 80, 85, 82, 70, 50, 55, 65, 70, 66, 55], shift=[6, 3, 2, 1, 1, 2, 8, 30, 65, 90, 95, 85, 75, 85, 90, 88, 84, 80, 82, 88, 90, 80, 55, 20], school=[0, 0, 0, 0, 0, 0, 1, 12, 70, 95, 100, 90, 30, 70, 95, 90, 50, 14, 6, 8, 8, 4, 1, 0], flat=[1] * 24, night=[95, 100, 100, 90, 70, 45, 20, 8, 4, 3, 3, 4, 6, 5, 4, 4, 4, 5, 8, 14, 30, 50, 70, 85], cram=[2, 1, 0, 0, 0, 0, 1, 4, 14, 30, 42, 40, 25, 40, 55, 60, 65, 75, 80, 85, 80, 55, 20, 6])
CUM = {k: np.cumsum(v).tolist() for k, v in CURVE.items()}
WEEKEND = dict(consumer=1.15, office=.12, student=1.0, dev=.6, shift=1.1, school=.03, flat=1, night=1, cram=1.3)
HOLI = dict(consumer=.85, office=.08, student=.5, dev=.4, shift=1.0, school=.01, flat=1, night=.9, cram=.5)
def daymult(d, c, curve):
    wd = d % 7
    if d in OFF.get(c, ()): return HOLI[curve]
    if wd >= 5 and not (c == "CN" and d == 6): return WEEKEND[curve]   # Sunday 20 September is a make-up working day in CN
    return 1.0
def when(r, d, c, curve, shift=0.0):
    cu = CUM[curve]; h = bisect.bisect_left(cu, r.random() * cu[-1]); return START + (d + (h + r.random() + shift - (TZ.get(c, 8) - 8)) / 24) * DAY
LAUNCH = START + 9 * DAY + 10 * 3600; OUTAGE = (START + 13 * DAY + 14.2 * 3600, START + 13 * DAY + 15.6 * 3600); SLOW = (START + 5 * DAY + 20 * 3600, START + 5 * DAY + 22 * 3600)
OLD, NEW, CODER = "lanting-3", "lanting-3.5", "lanting-coder-2"

# ------------------------------------------------------------------ networks, clients, accounts
ISP = dict(CN=[4134, 4837, 9808, 4134, 4837, 4538], TW=[3462, 9924, 17809, 1659], HK=[9304, 4760, 9269], MO=[4609], JP=[4713, 2516, 17676, 2497, 18126], KR=[4766, 9318, 3786, 17858], VN=[45899, 7552, 18403], TH=[7470, 45629, 131445, 23969], ID=[7713, 23693, 17451, 4761], SG=[9506, 4773, 55430], MY=[4788, 9534, 38466], PH=[9299, 4775, 132199], IN=[55836, 24560], AU=[1221, 4804], US=[7922, 7018], KH=[38623])
MOBILE = {9808, 23693, 17676, 17858, 7552, 131445, 55836, 17809}
CLOUD = dict(CN=[37963, 45090, 55990], JP=[16509, 9370, 2497], SG=[16509, 132203, 45102, 14061], US=[16509, 14061, 20473, 8075], KR=[16509, 23576], HK=[45102, 132203, 20473], TW=[15169, 3462], VN=[135905, 45899], TH=[9891, 16509], ID=[16509, 136052])
BROWSER = ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/%d.0.0.0 Safari/537.36", "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/%d.0.0.0 Safari/537.36", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/%d.0.0.0 Safari/537.36 Edg/%d.0.0.0", "Mozilla/5.0 (iPhone; CPU iPhone OS %d_%d like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/%d.%d Mobile/15E148 Safari/604.1"]
SDK = {"openai-python/1.%d.0": (70, 109), "openai-node/5.%d.0": (5, 23), "python-requests/2.%d.3": (28, 32), "axios/1.%d.0": (6, 12), "Go-http-client/2.0": None, "okhttp/4.%d.0": (9, 12), "curl/8.%d.0": (4, 9), "python-httpx/0.%d.0": (25, 28), "Java-http-client/21.0.%d": (2, 8), "langchain-openai/0.3.%d": (10, 33), "GuzzleHttp/7": None, "LobeChat/1.%d.0": (90, 130), "cherry-studio/1.5.%d": (0, 9), "aiohttp/3.%d.0": (9, 12)}
def browser(r):
    if r.random() < .5: return r.choice(["LantingApp/5.%d.0 (iOS 26.0; iPhone%d,3)" % (r.randint(1, 4), r.randint(13, 18)), "LantingApp/5.%d.1 (Android %d; %s)" % (r.randint(1, 4), r.randint(12, 16), r.choice(["V2324A", "SM-S928N", "23127PN0CC", "CPH2581", "HMA-AL00", "SO-51E", "Redmi Note 13"]))])
    b = pick(r, BROWSER); ios = r.choice([(18, 5), (18, 6), (18, 6), (18, 7), (26, 0), (26, 0), (17, 6)])
    if "iPhone" in b: return b % (ios * 2)
    v = r.choice([138, 139, 139, 140, 140, 140, 141]); return b % ((v,) * b.count("%d"))
def sdk(r, kinds=None):
    k = pick(r, kinds or list(SDK)); v = SDK[k]; return k % r.randint(*v) if v else k
def ja4(ua):
    fam = re.sub(r"(\d+)\.\d+.*", r"\1", ua.split(" ")[0]) if not ua.startswith("Mozilla") else re.sub(r"\d+", "", ua)[:70] + str(re.findall(r"Chrome/(\d+)", ua))
    h = hashlib.sha256(fam.encode()).hexdigest(); return f"t13d{15 + int(h[0], 16) % 3}{10 + int(h[1], 16) % 9:02d}h2_{h[2:14]}_{h[14:26]}"
class Net:
    """Addresses: an ASN owns a few /16, mobile carriers have small pools of shared addresses."""
    def __init__(s, r): s.r, s.pre, s.nat = r, {}, {}
    def ip(s, asn):
        if asn not in s.pre: s.pre[asn] = [f"{s.r.choice([1, 14, 27, 36, 42, 49, 58, 60, 101, 103, 106, 110, 113, 116, 118, 121, 125, 153, 175, 180, 202, 210, 218, 220, 223])}.{s.r.randint(0, 255)}" for _ in range(s.r.randint(3, 9))]
        if asn in MOBILE and s.r.random() < .7:
            pool = s.nat.setdefault(asn, [])
            if len(pool) < 60: pool.append(s._new(asn))
            return pick(s.r, pool)
        return s._new(asn)
    def _new(s, asn): return f"{pick(s.r, s.pre[asn])}.{s.r.randint(0, 255)}.{s.r.randint(1, 254)}"
MAIL = dict(CN=["qq.com"] * 5 + ["163.com"] * 3 + ["126.com", "outlook.com", "gmail.com", "foxmail.com"], TW=["gmail.com"] * 6 + ["yahoo.com.tw", "hotmail.com"], HK=["gmail.com"] * 4 + ["yahoo.com.hk"], JP=["gmail.com"] * 5 + ["yahoo.co.jp"] * 2 + ["icloud.com", "docomo.ne.jp"], KR=["naver.com"] * 4 + ["gmail.com"] * 3 + ["kakao.com", "daum.net"], VN=["gmail.com"] * 8 + ["yahoo.com.vn"], TH=["gmail.com"] * 6 + ["hotmail.com"] * 2, ID=["gmail.com"] * 8 + ["yahoo.co.id"])
HOME = dict(zhs=dict(CN=80, SG=6, MY=8, HK=4, US=2), zht=dict(TW=74, HK=22, MO=2, US=2), ja=dict(JP=97, US=3), ko=dict(KR=96, US=4), vi=dict(VN=96, JP=2, US=2), th=dict(TH=98, SG=2), id=dict(ID=96, MY=4), en=dict(SG=30, PH=24, MY=16, HK=10, IN=8, AU=6, US=6))
SYL = "ming hua tai xin yun zhi da feng long sen kai lin bo rui hoshi aoba sora mori hana nuri bada haneul an phat viet thanh sao siam thai fah nusa mitra jaya karya omni blue nova peak lotus harbor".split()
TLD = dict(CN="cn", TW="com.tw", HK="hk", JP="co.jp", KR="co.kr", VN="vn", TH="co.th", ID="co.id", SG="sg", MY="my", PH="ph")
def hx(r, n): return "%0*x" % (n, r.getrandbits(4 * n))
def firm(r, c):
    nm = "".join(r.choice(SYL) for _ in range(r.randint(2, 3))); return nm, f"{nm}{r.choice(['', '', '-tech', 'edu', 'shop', 'soft', 'group'])}.{r.choice([TLD.get(c, 'com'), 'com', 'com', 'io'])}", nm.capitalize() + {"CN": r.choice(["科技有限公司", "网络科技有限公司", "教育咨询有限公司", "贸易有限公司"]), "TW": "股份有限公司", "JP": "株式会社", "KR": " 주식회사", "VN": " Co., Ltd", "ID": ", PT", "TH": " Co., Ltd."}.get(c, " Pte Ltd")

class Acc:
    def __init__(s, w, lang, country=None, plan="free", kind="consumer", **k):
        r = w.r; s.w, s.lang, s.kind, s.plan = w, lang, kind, plan
        s.country = country or wpick(r, HOME[lang]); c = s.country
        s.id = "acct_" + "".join(r.choice("abcdefghijkmnpqrstuvwxyz23456789") for _ in range(14)); s.org = k.get("org"); s.key = None
        if plan.startswith(("api", "ent", "biz")): s.key = "key_" + hx(r, 12); s.org = s.org or (("org_" + hx(r, 10)) if r.random() < .7 else None)
        s.created = START - min(760, r.expovariate(1 / 210)) * DAY if r.random() < .86 else START + r.uniform(-14, 20.5) * DAY
        if "created" in k: s.created = k["created"]
        s.created = int(s.created)
        s.payment = k["payment"] if "payment" in k else (None if plan == "free" or r.random() < .04 else "pm_" + hx(r, 16))
        s.verified = k.get("verified", r.random() < (.75 if c == "CN" else .35) if plan == "free" else r.random() < .8); s.domain = k.get("domain") or pick(r, MAIL.get(c, ["gmail.com"] * 5 + ["outlook.com", "yahoo.com"]) if r.random() < .95 else ["proton.me", "outlook.com", "icloud.com", "yandex.com", "tuta.com"])
        s.legal, s.reseller, s.licence, s.allow = k.get("legal"), False, None, None
        s.own = {x: r.sample(SLOT[lang, x], min(len(SLOT[lang, x]), 4 + int(r.random() * 4))) for x in "NPTSFJK"}; s.own["L"] = pick(r, LNGS[:6] + LNGS[:2])
        api = s.key is not None
        s.ua = k.get("ua") or (sdk(r) if api else browser(r)); s.ja = ja4(s.ua) if r.random() < .93 else None
        if "ips" in k: s.ips = k["ips"]
        else:
            cl = api and r.random() < .55; pool = (CLOUD.get(c) or CLOUD["SG"]) if cl else ISP.get(c, ISP["SG"]); a0 = pick(r, pool)
            s.ips = [(w.net.ip(a0), a0, c)] * (1 if cl else 3) + ([] if cl else [(w.net.ip(a), a, c) for a in [pick(r, ISP.get(c, ISP["SG"])) for _ in range(r.randint(1, 4))]])
            if r.random() < .05: s.ips += [pick(r, w.vpn)] * 3     # an ordinary user of a commercial VPN
        s.temp = k["temp"] if "temp" in k else (None if not api or r.random() < .4 else r.choice([0, 0.1, .2, .3, .5, .7, .7, .8, 1.0])); s.maxt = k["maxt"] if "maxt" in k else (None if not api or r.random() < .5 else r.choice([256, 512, 800, 1024, 1024, 2000, 2048, 4096, 8192]))
        s.endpoint = k.get("endpoint") or (r.choice(["chat.completions"] * 7 + ["responses", "messages"]) if api else "chat.completions"); s.stream = k.get("stream", (not api) or r.random() < .35)
        s.model = k.get("model", CODER if kind == "dev" and r.random() < .75 else OLD); s.adopt = k.get("adopt"); s.sysp = k.get("sysp"); s.effort = k.get("effort", r.choice(["low", "medium", "high"]) if r.random() < .06 else None); s.think = k.get("think", .2 if not api else .04); s.ncho = k.get("n", r.choice([2, 2, 3, 4]) if api and r.random() < .025 else None)
        s.state = k.get("state", "full"); s.sessions = k.get("sessions", (not api) or r.random() < .2); s.end_users = k.get("end_users"); s.tools = k.get("tools"); s.seedp = k.get("seedp")
        if s.adopt is None:
            s.adopt = LAUNCH + r.uniform(0, 2.2) * DAY if not api else (LAUNCH + r.expovariate(1 / 5.5) * DAY if r.random() < .5 else 1e18)
        s.until = k.get("until", START + 99 * DAY); s.json = None; s.label = None
        w.accs.append(s)
    def enc(s):
        if s.json is None:
            d = {"id": s.id, "org": s.org, "key": s.key, "created": iso(s.created)[:19] + "Z", "country": s.country, "plan": s.plan, "verified": s.verified, "payment": s.payment, "email_domain": s.domain}
            s.json = json.dumps({k: v for k, v in d.items() if v is not None}, ensure_ascii=False, separators=(",", ":"))[:-1]
        return s.json
    def model_at(s, t): return s.model if s.model != OLD else (NEW if t >= max(s.adopt, LAUNCH) else OLD)
_iso = {}
def iso(t):
    d = int(t // DAY)
    if d not in _iso: _iso[d] = datetime.fromtimestamp(d * DAY, timezone.utc).strftime("%Y-%m-%d")
    x = t - d * DAY; h = int(x); return f"{_iso[d]}T{h // 3600:02d}:{h // 60 % 60:02d}:{h % 60:02d}.{int((x - h) * 1000):03d}Z"

# ------------------------------------------------------------------ the world: exchanges
TPC = dict(zhs=.72, zht=.85, ja=.82, ko=.7, vi=.42, th=.6, id=.3, en=.25)
ERRS = {429: "rate_limit", 500: "server_error", 503: "overloaded"}
def toolargs(r, nm, t):
    f = f"{r.choice(['src', 'app', 'lib', 'tests'])}/{pick(r, VAR)}.{r.choice(['py', 'ts', 'go', 'java'])}"; p = pick(r, SLOT[t.lang, "P"])
    if "file" in nm or "patch" in nm: return {"path": f}
    if nm in ("run_shell", "run_tests", "grep", "list_dir"): return {"args": r.choice(["-q", pick(r, VAR), f, "--maxfail=1"])}
    if "order" in nm or nm in ("track_parcel", "escalate"): return {"order_id": str(r.randint(10000, 99999))}
    if nm in ("get_weather", "search_hotel", "book_ticket"): return {"city": p, "date": f"2026-{r.choice(['09', '10'])}-{r.randint(1, 30):02d}"}
    return {"query": (t.X or p), "limit": r.randint(1, 10)} if nm in ("web_search", "get_price") else {"to": pick(r, SLOT[t.lang, "N"]), "text": t.X or p}
class World:
    def __init__(w, seed, days):
        w.r = random.Random(f"eastfirm/{seed}"); w.days, w.end = days, START + days * DAY; w.accs, w.rows, w.groups, w.camps = [], [], {}, []
        w.net = Net(w.r); w.shops = ["pm_" + hx(w.r, 16) for _ in range(4)]; w.lastpay = None; w.vpn = []; w.vpn = [(w.net.ip(a), a, c) for a, c in ((9009, "HK"), (9009, "JP"), (20473, "SG"), (132203, "HK"), (60068, "US"), (31898, "KR"), (45102, "SG"), (14061, "SG")) for _ in range(4)]
    def send(w, acc, t, task, hist=(), sess=None, eu=None, ip=None, batch=None, prev=None, tools=None, tries=0, think=None, sysp=None, role="user"):
        """One exchange and its retries; returns (reply, response id, ok)."""
        r = w.r
        if not START <= t < w.end or not acc.created <= t < acc.until: return None
        if acc.endpoint == "batch" and not batch: batch = "batch_" + hashlib.sha256(f"{acc.id}{int(t // 3600)}".encode()).hexdigest()[:16]
        lang = task.lang; ip, asn, cc = ip or pick(r, acc.ips); api = acc.key is not None; model = acc.model_at(t)
        msgs = ([{"role": "system", "content": sysp or acc.sysp}] if sysp or acc.sysp else []) + ([] if prev else list(hist)) + [{"role": role, "content": task.text}]
        req = {"endpoint": "batch" if batch else acc.endpoint, "model": model}
        if batch: req["batch_id"] = batch
        if acc.state == "full": req["messages"] = msgs
        elif acc.state == "redacted": req["messages"] = [{"role": m["role"], "content": "[REDACTED]"} for m in msgs]
        if prev: req["previous_response_id"] = prev
        if acc.temp is not None: req["temperature"] = acc.temp
        if acc.maxt: req["max_tokens"] = acc.maxt
        if acc.ncho: req["n"] = acc.ncho
        if acc.seedp is not None: req["seed"] = acc.seedp
        if not batch: req["stream"] = acc.stream
        tools = tools or acc.tools
        if tools: req["tools"] = [{"type": "function", "function": {"name": x}} for x in tools]
        th = (r.random() < acc.think) if think is None else think
        if th and api: req["reasoning"] = {"effort": acc.effort or "medium"}
        elif th: req["reasoning"] = {"summary": "auto"}
        x = r.random(); st = 200
        if OUTAGE[0] < t < OUTAGE[1] and not batch and x < .7: st = 503 if r.random() < .6 else 500
        elif SLOW[0] < t < SLOW[1] and x < .12: st = 429
        elif x < .005: st = r.choice([500, 503])
        elif api and x < .014: st = 429
        tk = TPC[lang]; nin = int(sum(len(m["content"]) for m in msgs) * tk) + 4 * len(msgs) + (60 * len(tools) if tools else 0) + 1
        res = {"status": st}; reply = None; rid = None; use = {"input_tokens": nin, "output_tokens": 0}
        if st == 200:
            rid = "resp_" + hx(r, 20); res["id"] = rid; res["model"] = model + "-2609" if model != OLD else model + "-2604"; fin = "stop"; calls = None
            if r.random() < (.22 if task.cat == "sens" else .003): reply = pick(r, G[lang, "refuse"]); reply = fill(r, lang, reply, {}); fin = "content_filter" if r.random() < .3 else "stop"
            elif tools and task.cat in ("tool", "agent") and r.random() < (.8 if not hist else .55):
                nm = TOOLIX[min(task.tool, 6)] if isinstance(task.tool, int) and task.cat == "tool" and r.random() < .9 else pick(r, tools); nm = nm if nm in tools else "web_search" if "web_search" in tools else pick(r, tools); calls = [{"type": "function", "function": {"name": nm, "arguments": json.dumps(toolargs(r, nm, task), ensure_ascii=False)}}]; reply = ""; fin = "tool_calls"
            else: reply = reply_text(r, task)
            nout = int(len(reply) * tk) + 2 + (28 if calls else 0)
            if acc.maxt and nout > acc.maxt or r.random() < .007: reply = reply[:int(len(reply) * min(r.uniform(.4, .95), acc.maxt / nout if acc.maxt else 1))]; nout = int(len(reply) * tk) + 1; fin = "length"
            if acc.ncho and reply: calls = [{"type": "message", "content": reply}] + [{"type": "message", "content": reply_text(r, task)} for _ in range(acc.ncho - 1)]; nout = int(nout * acc.ncho * r.uniform(.85, 1.2))
            use["output_tokens"] = nout; res["finish_reason"] = fin
            if acc.state == "full":
                res["content"] = reply
                if calls: res["output"] = calls
                if th and fin == "stop": res["reasoning"] = reply_text(r, Task(lang, "ask", "", task.X), r.randint(2, 5))
            if th: use["reasoning_tokens"] = int(logn(r, 420, .7)); use["output_tokens"] += use["reasoning_tokens"]
            if len(hist) > 2 or (acc.sysp and len(acc.sysp) > 60): use["cache_read_input_tokens"] = int(nin * r.uniform(.3, .8)) if r.random() < .7 else 0
            lat = int((350 + use["output_tokens"] * (11 if model == NEW else 15)) * math.exp(r.gauss(0, .3))) + (int(r.uniform(.2, 4) * 3600000) if batch else 0)
        else: res["finish_reason"] = None; res["error"] = ERRS[st]; lat = int(logn(r, 90 if st == 429 else 4000, .8))
        res["latency_ms"] = lat; rowid = "req_" + hx(r, 22)
        cl = {"ip": ip, "asn": asn, "country": cc, "user_agent": acc.ua}
        if acc.ja: cl["ja4"] = acc.ja
        if r.random() < .01: cl.pop("asn")
        D = lambda o: json.dumps(o, ensure_ascii=False, separators=(",", ":"))
        s = f'{{"id":"{rowid}","time":"{iso(t)}","account":{acc.enc()}' + (f',"end_user":"{eu}"' if eu else "") + f'}},"client":{D(cl)}' + (f',"session":"{sess}"' if sess else "") + ("" if acc.state == "full" else f',"content_state":"{acc.state}"') + f',"request":{D(req)},"response":{D(res)},"usage":{D(use)}}}\n'
        s = s.encode(); w.rows.append((t + lat / 1000, s)); acc.n = getattr(acc, "n", 0) + 1
        if r.random() < .0004: w.rows.append((t + lat / 1000 + 60, s))      # shipped twice
        if st != 200:
            if tries < 3 and r.random() < (.85 if api else .5): return w.send(acc, t + lat / 1000 + logn(r, 2.5 * 2 ** tries if api else 15, .5), task, hist, sess, eu, (ip, asn, cc), batch, prev, tools, tries + 1, th, sysp, role)
            return None
        return reply, rid
    def talk(w, acc, t, first, turns=1, gap=70, eu=None, ip=None, nxt=None, sysp=None):
        """A conversation: the first task, then follow-ups or further tasks."""
        r = w.r; ip = ip or pick(r, acc.ips); sess = "conv_" + hx(r, 14) if acc.sessions else None; hist, task, prev = [], first, None
        for i in range(turns):
            out = w.send(acc, t, task, hist[-8:], sess, eu, ip, prev=prev, sysp=sysp)
            if out is None: break
            rep, rid = out; hist += [{"role": "user", "content": task.text}, {"role": "assistant", "content": rep}]
            if acc.endpoint == "responses": prev = rid
            t += len(rep) * .03 + logn(r, gap, .9)
            if r.random() < .75 or nxt is None: task = Task(first.lang, first.cat if first.cat in ("code", "trans") else "ask", fill(r, first.lang, pick(r, G[first.lang, "follow"]), {}, acc.own), first.X); enrich(r, task, .3, False)
            else: task = nxt()
    def agent(w, acc, t, task, steps, tools, sysp=None):
        r = w.r; ip = pick(r, acc.ips); sess = "conv_" + hx(r, 14) if acc.sessions else None; hist = []; cur = task
        for i in range(steps):
            out = w.send(acc, t, cur, hist[-6:], sess, None, ip, tools=tools, think=False if i else None, sysp=sysp, role="tool" if i else "user")
            if out is None: break
            hist += [{"role": "user" if not i else "tool", "content": cur.text}, {"role": "assistant", "content": out[0]}]
            q = r.random(); place = pick(r, SLOT[task.lang, "P"])
            if task.cat != "code": body = json.dumps(r.choice([{"status": r.choice(["ok", "ok", "not_found", "pending"]), "id": r.randint(1000, 99999), "result": place}, {"city": place, "temp": r.randint(17, 36), "rain": r.random() < .4}, {"items": [{"name": pick(r, SLOT[task.lang, "T"]), "price": r.randint(20, 2000)} for _ in range(r.randint(1, 3))]}, {"error": "timeout"}]), ensure_ascii=False)
            else: body = code(r) if q < .5 else f"{r.randint(0, 4)} failed, {r.randint(3, 60)} passed in {r.uniform(.3, 9):.2f}s" if q < .75 else f"{pick(r, VAR)}.py:{r.randint(3, 400)}: {r.choice(['TypeError', 'KeyError', 'AssertionError', 'ok'])}"
            cur = Task(task.lang, "agent" if i < steps - 2 else task.cat if task.cat == "code" else "ask", body, task.X); t += logn(r, 9, .6)

def days_of(w, acc, n, curve, a=None, b=None, burst=1.0):
    """Days of n sessions within the life of an account, with its own good and bad days."""
    r = w.r; lo = max(0, int((acc.created - START) // DAY)) if a is None else a; hi = min(w.days, int((acc.until - START) // DAY) + 1) if b is None else b
    if lo >= hi: return []
    ds = list(range(lo, min(hi, w.days))) or [w.days - 1]
    ws = [daymult(d, acc.country, curve) * r.gammavariate(1 / burst, burst) + 1e-9 for d in ds]
    return r.choices(ds, ws, k=n)
STYLE = dict(consumer=dict(ask=6, work=2, study=2, trans=1, sens=.4, code=.3, exam=.4, math=.3, ecom=.15, grade=.05), student=dict(study=4, exam=2.5, math=3, ask=2, trans=1, code=.5, work=.3), teacher=dict(study=4, exam=2.5, grade=1, trans=.7, work=1, math=1.2), office=dict(work=6, trans=2, ask=1.2, code=.3, ecom=.4, study=.3, sens=.2), dev=dict(code=8, ask=.6, work=.5, tool=.3, study=.2), seller=dict(ecom=5, cs=1, trans=2, work=2, ask=.5), gamer=dict(game=5, trans=1.5, work=1, ask=1))
CURV = dict(consumer="consumer", student="student", teacher="office", office="office", dev="dev", seller="shift", gamer="night")
def person(w, acc, style, volume, **k):
    r = w.r; curve = k.get("curve") or CURV[style]; mix = dict(STYLE[style]); mt = r.choice([1.3, 2, 3, 4.5])
    for c in mix: mix[c] *= r.gammavariate(1.2, 1)      # tastes differ
    mytools = gentools(r); pc = (.25 if style == "student" else .04) * r.random() * 2; po, pf = .3 * r.random(), .4 * r.random(); sh = r.gauss(0, .9); eng = .06 if r.random() < .5 else 0
    def nxt():
        lang = "en" if r.random() < eng and acc.lang != "en" else acc.lang; cat = wpick(r, mix)
        if lang == "en" and cat == "grade": cat = "study"
        return dress(r, core(r, lang, cat, acc.own), po, pf, pc if cat in ("math", "exam", "study") else 0)
    for d in days_of(w, acc, max(1, int(volume / mt)), curve, k.get("a"), k.get("b"), 1.6):
        t = when(r, d, acc.country, curve, sh); task = nxt()
        if task.cat == "tool": w.agent(acc, t, task, r.randint(1, 3), mytools); continue
        w.talk(acc, t, task, 1 + min(14, int(r.expovariate(1 / mt))), nxt=nxt)
TOOLIX = ["get_weather", "book_ticket", "query_order", "calendar_add", "web_search", "get_price", "calendar_add"]
TOOLS = [["web_search", "get_weather", "calendar_add", "send_mail"], ["query_order", "refund_order", "track_parcel", "escalate"], ["read_file", "write_file", "run_shell", "grep", "apply_patch"], ["search_hotel", "book_ticket", "get_price", "notify_user"], ["list_dir", "read_file", "edit_file", "run_tests"]]
def gentools(r): return r.sample(["get_weather", "book_ticket", "query_order", "calendar_add", "web_search", "get_price", "refund_order", "track_parcel", "send_mail", "search_hotel", "notify_user", "escalate"], r.randint(4, 8))
def wrapper(r, lang, cot=.5):
    """A fixed frame around a task, as scripts, teachers and products have."""
    pre = fill(r, lang, pick(r, G[lang, "role"]), {}) if r.random() < .7 else ""; sep = pick(r, ["\n", "\n\n", " "]); post = []
    if r.random() < cot: post.append(fill(r, lang, pick(r, G[lang, "cot"]), {}))
    if r.random() < .35 and (lang, "fmt") in G: post.append(fill(r, lang, pick(r, G[lang, "fmt"]), {}))
    r.shuffle(post); front = r.random() < .25
    return (pre + sep if pre else "") + (" ".join(post) + "\n" if front and post else ""), (sep + " ".join(post) if post and not front else "")
def sysprompt(r, lang): return fill(r, lang, pick(r, G[lang, "sys"]), {}) + (" " + fill(r, lang, pick(r, G[lang, "fmt"]), {}) if r.random() < .5 and (lang, "fmt") in G else "")
def product(w, acc, volume, mix, curve="consumer", wrap=None, users=0, runs=False, langs=None, turns=1):
    """A program's traffic: one frame, many inputs; spread over the day or in runs."""
    r = w.r; eus = [hx(r, 12) for _ in range(users)]; sizes = []
    n = volume
    if runs:
        while n > 0: k = min(n, max(3, int(logn(r, 40, .9)))); sizes.append(k); n -= k
    else: sizes = [1] * max(1, int(volume / (1 + .6 * (turns - 1))))
    dd = days_of(w, acc, len(sizes), curve, burst=.5)
    if runs and len(dd) > 4 and r.random() < .5: hh = [pick(r, dd) for _ in range(4)]; dd = [pick(r, hh) if r.random() < .4 else d for d in dd]
    for d, k in zip(dd, sizes):
        t = when(r, d, acc.country, curve); gap = logn(r, 6, .8)
        for _ in range(k):
            lang = pick(r, langs) if langs else acc.lang; cat = wpick(r, mix)
            if lang == "en" and cat not in ("cs", "tool", "code"): task = Task("en", "ask", pick(r, ENG["app"])) if r.random() < .7 else core(r, "en", "study")
            else: task = core(r, lang, cat)
            enrich(r, task, .3, False)
            if wrap: task.text = wrap[0] + task.text + wrap[1]
            eu = eus[int(len(eus) * r.random() ** 2.2)] if eus else None
            if task.cat == "tool" and acc.tools: w.agent(acc, t, task, r.randint(1, 4), acc.tools)
            else: w.talk(acc, t, task, 1 + (int(r.expovariate(1 / (turns - 1))) if turns > 1 else 0), gap=45, eu=eu)
            t += r.expovariate(1 / gap)
LANGS = dict(zhs=.26, zht=.14, ja=.115, ko=.09, vi=.08, th=.06, id=.07, en=.185)
def heavy(r, med, sig, cap): return max(1, min(cap, int(logn(r, med, sig))))

# ------------------------------------------------------------------ innocent customers
def benign(w, total):
    r = w.r; f = total / 2000; done = lambda: len(w.accs); sz = lambda n: max(3, round(n * f * r.uniform(.85, 1.15)))
    G_ = w.groups
    def grp(name, accs): G_.setdefault(name, []).extend(a.id for a in accs)
    def shared(asn, c, n=2): return [(w.net.ip(asn), asn, c) for _ in range(n)]
    small = total < 600; take = (lambda p: r.random() < p) if small else (lambda p: True)
    for _ in range(1 if small else 4):                                  # teams: one organisation, one office, one card
        lang = wpick(r, LANGS); c = wpick(r, HOME[lang]); nm, dom, legal = firm(r, c); ips = shared(pick(r, ISP.get(c, ISP["SG"])), c); pm = "pm_" + hx(r, 16); org = "org_" + hx(r, 10); st = r.choice(["office", "office", "dev", "gamer"]); cr = START - r.uniform(20, 500) * DAY
        team = [Acc(w, lang, c, "biz-team", st, org=org, payment=pm, domain=dom, legal=legal, ips=ips + shared(pick(r, ISP.get(c, ISP["SG"])), c, 1) * (i % 2), ua=browser(r), endpoint="chat.completions", stream=True, sessions=True, created=cr + r.expovariate(1 / 20) * DAY) for i in range(max(4, sz(9)))]
        for a in team: person(w, a, st, heavy(r, 90, .7, 600))
        grp("office teams", team)
    if take(.5):                                                        # agency: clients' accounts, one frame, one card
        nm, dom, legal = firm(r, "TW"); ips = shared(3462, "TW"); pm = "pm_" + hx(r, 16); sp = sysprompt(r, "zht"); ag = [Acc(w, "zht", "TW", "api-payg", "seller", payment=pm, domain=dom, legal=legal, ips=ips, ua="axios/1.7.0", sysp=sp, temp=.8) for _ in range(sz(8))]
        for a in ag: product(w, a, heavy(r, 160, .6, 700), dict(ecom=4, trans=1, work=1), "office", runs=True)
        grp("marketing agency", ag)
    for lang, c, asn, tag in (("zhs", "CN", 4538, "university course"), ("zht", "TW", 1659, "high-school class"), ("ko", "KR", 9318, "bootcamp cohort")):   # same assignment, same campus
        if not take(.4): continue
        ips = shared(asn, c, 3); d0 = int(r.uniform(1, 14)); ass = [core(r, lang, "code" if tag != "high-school class" else "exam").text for _ in range(r.randint(5, 9))]; cls = [Acc(w, lang, c, "edu", "student", payment=None, domain=f"{r.choice(SYL)}.edu.{c.lower()}" if i == 0 else None, ips=ips, created=START + (d0 - r.uniform(0, 3)) * DAY) for i in range(sz(28))]
        for a in cls:
            a.domain = cls[0].domain
            for d in days_of(w, a, r.randint(4, 16), "student", d0, d0 + 8):
                tx = dress(r, Task(lang, "code" if tag != "high-school class" else "exam", pick(r, ass), ""), .25, .3, .3); w.talk(a, when(r, d, c, "school" if r.random() < .5 else "student"), tx, r.randint(1, 4))
            person(w, a, "student", heavy(r, 25, .8, 200))
        grp(tag, cls)
    if take(.6):                                                        # cram-school chain: teachers write questions with the chain's frame
        nm, dom, legal = firm(r, "TW"); wr = [wrapper(r, "zht", .8) for _ in range(3)]; org = "org_" + hx(r, 10); pm = "pm_" + hx(r, 16); cram = []
        for _ in range(3):
            ips = shared(r.choice([3462, 9924]), "TW", 1); cram += [Acc(w, "zht", "TW", "biz-team", "teacher", org=org, payment=pm, domain=dom, legal=legal, ips=ips, ua=browser(r), stream=True, sessions=True, endpoint="chat.completions", created=START - r.uniform(60, 300) * DAY) for _ in range(sz(6))]
        for a in cram: product(w, a, heavy(r, 110, .6, 500), dict(exam=3, math=3, study=2, grade=.6), "cram", wrap=pick(r, wr), turns=1.5); person(w, a, "teacher", heavy(r, 30, .7, 200), curve="cram")
        grp("cram-school chain", cram)
    if take(.6):                                                        # integrator: the same product at many unrelated buyers
        sp = sysprompt(r, "ja"); ua = "Java-http-client/21.0.4"; it = []
        for _ in range(sz(18)):
            nm, dom, legal = firm(r, "JP"); it.append(Acc(w, "ja", "JP", "api-payg", "office", domain=dom, legal=legal, ua=ua, sysp=sp, temp=.2, maxt=1024, endpoint="chat.completions"))
        for a in it: product(w, a, heavy(r, 130, .9, 900), dict(work=4, trans=3, study=.5), "office", turns=1.6)
        grp("integrator's buyers", it)
    if take(.6):                                                        # call centre: seats, one system prompt, shifts
        for lang, c, asn in (("th", "TH", 7470), ("zhs", "CN", 4837)):
            nm, dom, legal = firm(r, c); ips = shared(asn, c); sp = sysprompt(r, lang); org = "org_" + hx(r, 10); pm = "pm_" + hx(r, 16); cc = [Acc(w, lang, c, "biz-seat", "office", org=org, payment=pm, domain=dom, legal=legal, ips=ips, sysp=sp, ua="Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36", temp=.3, created=START - r.uniform(90, 120) * DAY) for _ in range(sz(16))]
            for a in cc: product(w, a, heavy(r, 170, .4, 600), dict(cs=8, trans=1), "shift", turns=1.8)
            grp("call centres", cc)
    if take(.5):                                                        # evaluation team: benchmarks at the launch, allowed
        nm, dom, legal = firm(r, "SG"); ips = shared(16509, "SG", 2); ev = [Acc(w, l, "SG", "api-tier2", "dev", payment="pm_" + hx(r, 16), domain=dom, legal=legal, ips=ips, ua="openai-python/1.102.0", temp=0, maxt=2048, model=OLD, adopt=LAUNCH + 1800, created=START - 200 * DAY, sysp=None, endpoint="chat.completions") for l in ["en", "zhs", "en", "zhs", "ja", "ko"][:max(3, min(6, sz(6)))]]
        for i, a in enumerate(ev):
            wr = wrapper(r, a.lang, 1)
            for t0 in (LAUNCH + r.uniform(.1, 1) * DAY, LAUNCH + r.uniform(2, 6) * DAY, START + r.uniform(1, 6) * DAY):
                t = t0
                for _ in range(heavy(r, 130, .4, 500)):
                    k = core(r, a.lang, r.choice(["math", "exam", "math", "code"])); k.text = wr[0] + k.text + wr[1]; w.send(a, t, k); t += r.expovariate(.3)
        if r.random() < .6:
            for a in ev: a.allow = "reviewed:trust-team:2027-06-30"
        grp("evaluation team", ev)
    if take(.5):                                                        # honest generator of training data, with a licence
        nm, dom, legal = firm(r, "KR"); ips = shared(16509, "KR", 3); hg = [Acc(w, "ko", "KR", "enterprise", "office", domain=dom, legal=legal, payment="pm_" + hx(r, 16), ips=ips, ua="python-httpx/0.27.0", temp=1.0, org="org_" + dom[:4] + "0a1f", endpoint="batch" if i else "chat.completions", created=START - 150 * DAY) for i in range(max(3, min(4, sz(3))))]
        for a in hg: a.org = hg[0].org; a.payment = hg[0].payment; a.licence = ("outputs for own intent classifier", "MSA-2026-" + str(r.randint(100, 999)), "2027-03-31"); product(w, a, heavy(r, 900, .3, 2500), dict(cs=5, trans=2, ask=2, study=1), "flat", wrap=wrapper(r, "ko", .1), runs=True)
        grp("licensed data generator", hg)
    if take(.5):                                                        # QA vendor that grades service replies
        for lang, c in (("zhs", "CN"), ("vi", "VN")):
            nm, dom, legal = firm(r, c); ips = shared(CLOUD[c][0], c); pm = "pm_" + hx(r, 16); qa = [Acc(w, lang, c, "api-payg", "office", domain=dom, legal=legal, payment=pm, ips=ips, ua="python-requests/2.31.3", temp=0, maxt=512, sysp=None) for _ in range(max(3, sz(4)))]
            for a in qa: product(w, a, heavy(r, 260, .5, 900), dict(grade=5, cs=.5), "office", wrap=wrapper(r, lang, .2), runs=True)
            grp("quality-review vendors", qa)
    if take(.6):                                                        # open-source coding agent used by strangers
        sp = "You are a coding agent working in the user's repository. Use the tools, keep changes small and run the tests before you finish."
        oss = [Acc(w, wpick(r, dict(zhs=4, zht=2, ja=2, ko=1, en=3, vi=1)), None, "api-payg", "dev", ua="openai-node/5.%d.0" % r.choice([12, 12, 12, 15]), sysp=sp, tools=TOOLS[4], temp=0, model=CODER, endpoint="chat.completions", stream=True) for _ in range(sz(45))]
        for a in oss:
            sh = r.gauss(0, 1.2)
            for d in days_of(w, a, heavy(r, 14, .8, 90), "dev", burst=1.5): w.agent(a, when(r, d, a.country, "dev", sh), dress(r, core(r, a.lang, "code", a.own), .1, 0), r.randint(2, 12), TOOLS[4])
        grp("users of one coding agent", oss)
    if take(.4):                                                        # hackathon: a hall, new accounts, one weekend
        ips = shared(55430, "SG", 2); d0 = r.choice([5, 12]); hk = [Acc(w, r.choice(["en", "en", "zhs", "id", "vi"]), "SG", "api-trial", "dev", payment=None, ips=ips, created=START + (d0 - r.uniform(0, .8)) * DAY) for _ in range(sz(30))]
        for a in hk: person(w, a, "dev", heavy(r, 45, .7, 250), a=d0, b=d0 + 2)
        grp("hackathon", hk)
    if take(.4):                                                        # subtitle volunteers
        wr = wrapper(r, "vi", 0); fs = [Acc(w, "vi", None, r.choice(["plus", "free", "api-payg"]), "consumer") for _ in range(sz(11))]
        for a in fs: product(w, a, heavy(r, 90, .7, 500), dict(trans=1), "night", wrap=wr, runs=True)
        grp("subtitle volunteers", fs)
    if take(.4):                                                        # academic lab that measures refusals
        ips = shared(4538, "CN", 1); lab = [Acc(w, "zhs", "CN", "api-payg", "student", domain="nlp.edu.cn", ips=ips, ua="openai-python/1.99.0", temp=0, sysp=None, created=START - r.uniform(30, 90) * DAY) for _ in range(max(3, min(5, sz(4))))]
        for a in lab: product(w, a, heavy(r, 180, .4, 500), dict(sens=5, exam=1, study=1), "dev", runs=True)
        grp("refusal-research lab", lab)
    if take(.4):                                                        # game studio: writers and localisation
        nm, dom, legal = firm(r, "KR"); ips = shared(4766, "KR"); gs = [Acc(w, l, "KR", "api-payg", "gamer", domain=dom, legal=legal, payment="pm_" + hx(r, 16), ips=ips, ua="aiohttp/3.10.0", temp=.9, sysp=sysprompt(r, l)) for l in r.choices(["ko", "ja", "zhs", "zht"], k=sz(7))]
        for a in gs: a.payment = gs[0].payment; product(w, a, heavy(r, 150, .6, 700), dict(game=5, trans=2), "office", runs=True)
        grp("game studio", gs)
    if take(.6):                                                        # back-to-school promotion: a sign-up wave
        ps = [Acc(w, r.choice(["zhs", "zht", "ja", "vi", "id"]), None, "edu", "student", payment=None, created=START + 1.4 * DAY + r.expovariate(1 / 1.1) * DAY) for _ in range(sz(60))]
        for a in ps: person(w, a, "student", heavy(r, 22, 1.1, 300))
        grp("student promotion wave", ps)
    if take(.5):                                                        # co-working floor: nothing shared but the exit
        ips = shared(9304, "HK", 1); cw = [Acc(w, r.choice(["zht", "en", "zhs", "en"]), "HK", r.choice(["free", "plus", "api-payg"]), r.choice(["office", "dev", "seller"]), ips=ips + shared(4760, "HK", 1)) for _ in range(sz(14))]
        for a in cw: person(w, a, a.kind, heavy(r, 50, .9, 400))
        grp("co-working floor", cw)
    rs = Acc(w, "en", "SG", "enterprise", "office", legal="Manyways Gateway Pte Ltd", domain="manyways.io", ua="Go-http-client/2.0", created=START - 380 * DAY, endpoint="chat.completions", temp=None); rs.reseller = True   # gateway
    product(w, rs, int(5200 * f), dict(ask=4, work=3, code=2, study=2, trans=2, cs=1), "consumer", users=max(20, int(420 * f)), langs=["zhs", "zhs", "zht", "en", "id", "vi", "th"], turns=1.7); grp("reseller gateway", [rs])
    while done() < total:                                               # everyone else
        lang = wpick(r, LANGS); x = r.random()
        if x < .70:
            st = r.choices(["consumer", "student", "office", "teacher", "seller", "gamer"], [50, 20, 17, 5, 4, 4])[0]; a = Acc(w, lang, None, r.choices(["free", "plus", "pro"], [68, 27, 5])[0], st)
            if lang == "zhs" and a.plan != "free" and r.random() < .22: a.payment = pick(r, w.shops); grp("customers of top-up shops", [a])     # subscriptions bought through a shop that pays with its cards
            elif a.payment and r.random() < .02 and w.lastpay: a.payment = w.lastpay                                                  # a family's card
            w.lastpay = a.payment or w.lastpay; person(w, a, st, heavy(r, 28 if a.plan == "free" else 75, 1.25, 1800))
        elif x < .86:
            a = Acc(w, lang, None, r.choices(["api-payg", "api-trial", "api-tier2"], [70, 20, 10])[0], "dev"); a.sysp = sysprompt(r, lang) if r.random() < .2 else None; person(w, a, "dev", heavy(r, 60, 1.2, 2500))
            if r.random() < .12: product(w, a, heavy(r, 120, 1, 1200), dict(math=1, exam=1, study=1, trans=1, cs=.5), "night", wrap=wrapper(r, lang), runs=True)
        else:
            c = wpick(r, HOME[lang]); nm, dom, legal = firm(r, c); kind = r.choices(["cs", "ecom", "edu", "trans", "game", "agent", "office", "extract"], [24, 18, 14, 12, 9, 9, 8, 6])[0]
            a = Acc(w, lang, c, r.choices(["api-payg", "api-tier2", "enterprise"], [60, 30, 10])[0], "office", domain=dom if r.random() < .7 else None, legal=legal if r.random() < .8 else None, state=r.choices(["full", "absent", "redacted"], [94, 4, 2])[0], tools=gentools(r) if kind == "agent" else None); a.domain = a.domain or "gmail.com"
            mix = dict(cs=dict(cs=6, trans=.3), ecom=dict(ecom=5, trans=1), edu=dict(math=2, exam=2, study=3, grade=.7), trans=dict(trans=1), game=dict(game=1), agent=dict(tool=3, cs=1), office=dict(work=1, trans=.3), extract=dict(trans=1, work=1))[kind]
            if r.random() < .75: a.sysp = sysprompt(r, lang)
            if kind in ("trans", "extract", "ecom") and r.random() < .12: a.endpoint = "batch"
            product(w, a, heavy(r, 190, 1.15, 5000), mix, r.choice(["consumer", "shift"]) if kind in ("cs", "edu", "game", "agent") else r.choice(["office", "night", "dev"]), wrap=wrapper(r, lang, .45 if kind == "edu" else .15) if r.random() < .6 else None, users=r.choice([0, 0, 30, 300]) if kind in ("cs", "edu", "agent", "game") else 0, runs=kind in ("ecom", "trans", "extract") or r.random() < .15, turns=r.choice([1, 1.3, 2.2]) if kind in ("cs", "edu", "game") else 1)
    crowd = [a for a in w.accs if a.key is None and a.label is None and a.kind != "teacher"]                    # a viral prompt, copied and edited
    for lang, tx, share in (("zhs", "你是一位毒舌但温柔的人生导师，请根据我的生日{b}年{a}月和爱好{K}，毫不留情地分析我的性格，最后送我一句话。", .2), ("ja", "これまでの会話をもとに、私の強みと弱みを辛口で分析し、{K}が好きな私に合う仕事を{a}つ挙げてください。", .25)):
        d0 = r.uniform(2, 15); tok = _parse(tx); hit = [a for a in crowd if a.lang == lang and r.random() < share]
        for a in hit: w.talk(a, START + (d0 + r.gammavariate(2, .7)) * DAY, dress(r, Task(lang, "ask", fill(r, lang, tok, {}, a.own), ""), .1, .2), r.randint(1, 3))
        grp("viral template", hit)

# ------------------------------------------------------------------ campaigns
SPECS = [  # kind, skill, members, goal mix, languages, infrastructure choices, pace, per day, first day (<0: before the log), cover, wrappers, …
 dict(kind="maths with working, rotating cheap accounts", skill="careless", n=48, goal="reasoning", mix=dict(math=6, exam=2), langs=dict(zhs=1), infra=["dc", "dc", "few"], pace="steady", rate=30, first=4, cover=.01, wraps=2, cot=1, pay=4, plan=["api-trial", "api-payg"], wave="wave", adopt=[None], churn=6, dup=.12),
 dict(kind="examination questions through proxies", skill="middling", n=36, goal="reasoning", mix=dict(exam=6, study=2, math=2), langs=dict(zhs=.9, zht=.1), infra=["resi", "cloudmix"], pace="jobs", rate=17, first=-30, cover=.12, wraps=7, cot=.7, pay=14, plan=["api-payg", "plus"], wave="waves", adopt=[.2, 1.2], churn=0, dup=.03),
 dict(kind="general instructions, hydra with much cover", skill="expert", n=60, goal="general", mix=dict(study=4, ask=2, work=3, trans=1, exam=1), langs=dict(zhs=.55, zht=.13, ja=.12, ko=.1, en=.1), infra=["personal", "resi"], pace="human", rate=8, first=-90, cover=.5, wraps=0, cot=.15, pay=60, plan=["plus", "pro", "api-payg", "plus"], wave="spread", adopt=[.1, 2.5], churn=0, dup=0, pivot=dict(math=5, exam=4, study=2)),
 dict(kind="programming and repository agents", skill="middling", n=30, goal="coding", mix=dict(code=7, tool=2), langs=dict(zhs=.55, en=.45), infra=["cloudmix", "dc"], pace="jobs", rate=9, first=-14, cover=.08, wraps=4, cot=.2, pay=11, plan=["api-payg", "api-tier2"], wave="waves", adopt=[.5, 4], churn=0, dup=.02, agent=.4, model=CODER, banned=11.5),
 dict(kind="grading and preference pairs", skill="middling", n=18, goal="grading", mix=dict(grade=1), langs=dict(zht=.6, zhs=.4), infra=["cloudmix", "few"], pace="jobs", rate=19, first=-20, cover=.1, wraps=4, cot=.2, pay=6, plan=["api-payg"], wave="waves", adopt=[.5, 3], churn=0, dup=.04, temp=0),
 dict(kind="edges of refusals and sensitive subjects", skill="expert", n=8, goal="refusals", mix=dict(sens=6, ask=1), langs=dict(zhs=.75, zht=.25), infra=["resi", "personal"], pace="human", rate=15, first=2, cover=.35, wraps=0, cot=.05, pay=8, plan=["plus", "api-payg"], wave="spread", adopt=[.1, 1], churn=0, dup=.05),
 dict(kind="rewriting and translation at scale", skill="middling", n=16, goal="rewriting", mix=dict(trans=8, work=1), langs=dict(ja=1), infra=["cloudmix", "personal"], pace="office", rate=26, first=-45, cover=.15, wraps=5, cot=.05, pay=9, plan=["api-payg", "api-tier2"], wave="spread", adopt=[1, 6], churn=0, dup=.02, firms=True),
 dict(kind="Korean examination reasoning", skill="careless", n=12, goal="reasoning", mix=dict(exam=4, math=4), langs=dict(ko=1), infra=["few", "dc"], pace="steady", rate=30, first=7, cover=.03, wraps=1, cot=1, pay=3, plan=["api-trial", "api-payg"], wave="wave", adopt=[.1, 1], churn=0, dup=.08),
 dict(kind="tool calls and agents", skill="careless", n=8, goal="tool_use", mix=dict(tool=6, cs=1), langs=dict(vi=1), infra=["few"], pace="jobs", rate=12, first=1, cover=.04, wraps=2, cot=0, pay=2, plan=["api-payg"], wave="wave", adopt=[1, 4], churn=0, dup=.05, agent=1),
 dict(kind="small batch harvest of long reasoning", skill="expert", n=4, goal="reasoning", mix=dict(math=3, exam=3, study=2), langs=dict(zhs=1), infra=["cloudmix"], pace="batch", rate=52, first=-60, cover=.2, wraps=9, cot=.6, pay=4, plan=["api-tier2", "enterprise"], wave="spread", adopt=[.05, .6], churn=0, dup=0, firms=True, ncho=2),
]
def campaign(w, sp, n):
    r = w.r; infra = r.choice(sp["infra"]); langs = sp["langs"]; main = max(langs, key=langs.get); asia = {"zhs": ["CN", "HK", "SG"], "zht": ["TW", "HK"], "ja": ["JP"], "ko": ["KR"], "vi": ["VN"], "en": ["SG", "US"]}[main]
    first = START + (sp["first"] + r.uniform(-1, 1)) * DAY; pays = ["pm_" + hx(r, 16) for _ in range(max(2, round(sp["pay"] * n / sp["n"])))]; mail = r.sample(sorted(set(MAIL.get(asia[0], ["gmail.com"])))[:3] + ["outlook.com", "gmail.com", "proton.me", f"{r.choice(SYL)}{r.choice(SYL)}.{r.choice(['top', 'xyz', 'site', 'online'])}"], 3)
    base = (CLOUD[asia[0]] + CLOUD["SG"] + CLOUD["HK"]); dca = pick(r, base); dc = [(w.net.ip(dca), dca, asia[0]) for _ in range(r.randint(3, 8))]
    proxies = [(w.net.ip(a), a, c) for c in (asia + ["JP", "SG", "TH", "VN"]) for a in ISP[c][:3] for _ in range(max(3, n // 2))]
    uas = [sdk(r, ["openai-python/1.%d.0", "python-requests/2.%d.3", "python-httpx/0.%d.0", "aiohttp/3.%d.0", "openai-node/5.%d.0"]) for _ in range(1 if sp["skill"] == "careless" else r.randint(2, 4))]
    temps = [sp["temp"]] if "temp" in sp else r.choices([None, .7, .8, 1.0, .6], k=1 if sp["skill"] == "careless" else 3); maxt = r.choice([None, 2048, 4096, 8192]); waves = [first - r.uniform(.5, 4) * DAY - i * r.uniform(3, 14) * DAY for i in range(1 if sp["wave"] == "wave" else 3)]
    agtools = [pick(r, [TOOLS[2], TOOLS[4]] if sp['goal'] == 'coding' else [gentools(r)]) for _ in range(1 if sp["skill"] == "careless" else 3)]; agsys = {l: sysprompt(r, l) for l in langs}
    mem = []
    def member(i, born=None, until=None):
        plan = pick(r, sp["plan"]); lang = wpick(r, langs) if sp["wave"] == "spread" else main; c = wpick(r, HOME[lang]) if sp["skill"] == "expert" or r.random() < .5 else pick(r, asia)
        cr = born or ((pick(r, waves) + r.expovariate(1 / .35) * DAY) if sp["wave"] != "spread" else first - min(400, r.expovariate(1 / 70)) * DAY)
        k = dict(created=cr, payment=None if plan in ("api-trial", "free") else (pick(r, pays) if sp["pay"] < n else "pm_" + hx(r, 16)), verified=r.random() < {"careless": .2, "middling": .5, "expert": .7}[sp["skill"]], sessions=None)
        api = plan.startswith(("api", "ent")); k["sessions"] = not api or r.random() < .12
        if sp.get("firms"): nm, dom, legal = firm(r, c); k.update(domain=dom, legal=legal)
        elif sp["skill"] != "expert": k["domain"] = pick(r, mail) if r.random() < .8 else None
        if api: k.update(ua=pick(r, uas) if sp["skill"] != "expert" else None, temp=pick(r, temps) if sp["skill"] != "expert" else r.choice([None, None, .7, 1.0, .6]), maxt=maxt if sp["skill"] == "careless" else r.choice([None, maxt, 2048]), endpoint="chat.completions" if sp["skill"] == "careless" else r.choice(["chat.completions"] * 3 + ["responses"]), stream=r.random() < .2, think=.6 if sp["goal"] == "reasoning" and sp["skill"] != "careless" else .1, n=sp.get("ncho") if r.random() < .6 else None)
        if infra == "dc": k["ips"] = dc
        elif infra == "few": k["ips"] = r.sample(dc, min(len(dc), 2)) if r.random() < .7 else [(w.net.ip(a), a, asia[0]) for a in ISP[asia[0]][:1]]
        elif infra == "resi": k["ips"] = r.sample(proxies, min(len(proxies), r.randint(6, 20)))
        elif infra == "cloudmix": a = pick(r, base); k["ips"] = [(w.net.ip(a), a, pick(r, asia + ["SG"])) for _ in range(r.choice([1, 1, 2]))]
        if sp.get("model"): k["model"] = sp["model"] if r.random() < .85 else OLD
        else: k["model"] = OLD
        ad = sp["adopt"]; k["adopt"] = 1e18 if ad[0] is None else LAUNCH + r.uniform(*ad) * DAY
        if not api: k["adopt"] = None
        if until: k["until"] = until
        a = Acc(w, lang, c, plan, "member", **{x: y for x, y in k.items() if y is not None or x in ("payment", "temp", "maxt")})
        a.style = r.choice(["consumer", "student", "office", "dev" if api else "consumer"]); a.rate = sp["rate"] * math.exp(r.gauss(0, .3 if sp["skill"] == "careless" else .55)); a.shift = r.gauss(0, 1.5); a.quiet = {d for d in range(w.days) if r.random() < (.05 if sp["pace"] == "steady" else .2)}; mem.append(a); return a
    if sp.get("banned"):                                                # half are closed on one day, new ones follow
        cut = START + sp["banned"] * DAY; k = max(1, n // 3)
        for i in range(n - k): member(i, until=cut + r.uniform(0, 3) * 3600 if i < k else None)
        for i in range(k): member(i, born=cut + r.uniform(.2, 2.5) * DAY)
    elif sp["churn"]:                                                   # accounts used up within days, then replaced
        for i in range(n): b = max(first, START) + (w.days - max(0, sp["first"])) * DAY * (i // 8 * 8 / n) * .8 + r.expovariate(1 / .3) * DAY; member(i, born=b, until=b + r.uniform(.6, 1.6) * sp["churn"] * DAY)
    else:
        for i in range(n): member(i)
    calls = []; jobs = [(r.uniform(0, 20), r.uniform(2, 6)) for _ in range(r.randint(2, 3))]; off = set(r.sample(range(w.days), min(w.days, r.randint(0, 2)))); piv = LAUNCH + r.uniform(.3, 1.5) * DAY
    for a in mem:
        for d in range(max(0, int((max(first, a.created) - START) // DAY)), w.days):
            if d in a.quiet or (d in off and sp["pace"] == "jobs"): continue
            m = 1.0 if sp["pace"] in ("steady", "jobs", "batch") else daymult(d, a.country, "office" if sp["pace"] == "office" else "consumer")
            for _ in range(int(w.r.gammavariate(4, a.rate * m / 4) + .5)):
                if sp["pace"] == "steady": t = START + (d + r.random()) * DAY
                elif sp["pace"] == "jobs": h, ln = pick(r, jobs); t = START + d * DAY + (h + r.random() * ln) * 3600
                elif sp["pace"] == "batch": t = START + d * DAY + (3 + int(r.random() * 3) * 6) * 3600 + a.shift * 1800 + r.random() * 240
                else: t = when(r, d, a.country, "office" if sp["pace"] == "office" else "consumer", a.shift)
                if max(first, a.created + 600) <= t < a.until: calls.append((t, a))
    calls.sort(key=lambda x: x[0]); wr = {l: [wrapper(r, l, sp["cot"]) for _ in range(sp["wraps"])] for l in langs}; recent = []
    for t, a in calls:
        if r.random() < sp["cover"]:
            task = dress(r, core(r, a.lang, wpick(r, STYLE[a.style]), a.own)); w.talk(a, t, task, 1 + min(6, int(r.expovariate(1 / 1.5)))); continue
        mix = sp["pivot"] if sp.get("pivot") and t > piv else sp["mix"]
        if recent and r.random() < sp["dup"]: task = pick(r, recent)    # several samples of one prompt
        else:
            lang = a.lang if sp["wave"] == "spread" else wpick(r, langs); task = core(r, lang, wpick(r, mix))
            if sp["skill"] == "middling": enrich(r, task, .25)
            if sp["wraps"]: x = pick(r, wr[lang]); task.text = x[0] + task.text + x[1]
            else: dress(r, task, .12, .22, sp["cot"] * (2.5 if t > piv and sp.get("pivot") else 1))
            recent.append(task); recent = recent[-40:]
        if sp["pace"] == "batch" and a.key: w.send(a, t, task, batch="batch_" + hashlib.sha256(f"{a.id}{int(t // 1800)}".encode()).hexdigest()[:16])
        elif sp.get("agent") and task.cat in ("tool", "code") and r.random() < sp["agent"]: w.agent(a, t, task, r.randint(2, 6), pick(r, agtools), agsys[task.lang] if r.random() < .7 else None)
        else: w.talk(a, t, task, 1 + (r.random() < (.25 if sp["skill"] == "expert" else .05)), sysp=None)
    mem = [a for a in mem if getattr(a, "n", 0)]
    cid = f"C{len(w.camps) + 1:02d}"
    for a in mem: a.label = cid
    w.camps.append(dict(id=cid, kind=sp["kind"], skill=sp["skill"], goal=sp["goal"], languages=sorted(langs, key=lambda l: -langs[l]), infrastructure=infra, pace=sp["pace"], cover_share=sp["cover"], began_before_log=first < START, first_seen=iso(max(START, min((t for t, _ in calls), default=first))), pivot=f"goal turned to reasoning about {iso(piv)}" if sp.get("pivot") else None, moved_to_new_model=sp["adopt"][0] is not None and sp.get("model") != CODER, replaced_after_closure=bool(sp.get("banned") or sp["churn"]), accounts=sorted(a.id for a in mem)))

def main(o):
    load_english(o.prompts); w = World(o.seed, o.days); small = o.scenario == "small"; nb = o.benign or (200 if small else 2000); na = 0 if o.scenario == "none" else (o.attack if o.attack is not None else (14 if small else 240))
    benign(w, nb)
    if na and small:
        k = w.r.choice([1, 2]); ch = w.r.sample([i for i in range(len(SPECS)) if SPECS[i]["n"] <= 36], k)
        for i in ch: campaign(w, SPECS[i], max(4, na // k))
    elif na:
        for sp in w.r.sample(SPECS, len(SPECS)): campaign(w, sp, max(4, min(60, round(sp["n"] * na / 240 * (1 if na != 240 else w.r.uniform(.88, 1.12))))))
    os.makedirs(o.out, exist_ok=True); w.rows.sort(key=lambda x: x[0])
    with open(os.path.join(o.out, "log.jsonl.gz"), "wb") as raw, gzip.GzipFile(filename="", mode="wb", fileobj=raw, compresslevel=3, mtime=0) as h:
        for i in range(0, len(w.rows), 2000): h.write(b"".join(x[1] for x in w.rows[i:i + 2000]))
    act = sorted((a for a in w.accs if getattr(a, "n", 0)), key=lambda a: a.id)
    with open(os.path.join(o.out, "accounts.csv"), "w", newline="", encoding="utf-8") as h:
        c = csv.writer(h); c.writerow(["account", "valid_from", "account.org", "account.created", "account.country", "account.plan", "account.verified", "account.payment", "account.email_domain", "legal_name", "reseller", "licence.scope", "licence.document", "licence.valid_until", "allow_by", "allow_until"])
        for a in act:
            if w.r.random() < .02: continue
            cr = iso(a.created)[:19] + "Z"; c.writerow([a.id, cr, a.org or "", cr, a.country if w.r.random() < .95 else "", a.plan, str(bool(a.verified)).lower() if w.r.random() < .9 else "", a.payment or "", a.domain or "", a.legal or "", "true" if a.reseller else "", *(a.licence or ("", "", "")), *((a.allow.split(":") + ["", ""])[1:3] if a.allow else ("", ""))])
    inn = {}
    for g, ids in w.groups.items():
        for i in ids: inn.setdefault(i, []).append(g)
    # the truth as `stillwatch score` reads it; one population a kind of account
    kind = lambda a: "campaign" if a.label else "licensed" if a.licence else (inn.get(a.id) or ["single"])[0]
    pops = {}
    for a in act: pops[kind(a)] = pops.get(kind(a), 0) + 1
    seen = {}
    for t, b in w.rows:
        x = json.loads(b)["account"]["id"]; seen[x] = (min(seen.get(x, (t, t))[0], t), max(seen.get(x, (t, t))[1], t))
    camps = []
    for c in w.camps:
        on = [seen[x] for x in c["accounts"] if x in seen]
        if on: camps.append(dict(campaign=c["id"], kind=c["kind"] + ", " + c["languages"][0], accounts=len(c["accounts"]), start=iso(min(x[0] for x in on)), end=iso(max(x[1] for x in on)), params={k: c[k] for k in ("skill", "goal", "infrastructure", "pace", "cover_share")}))
    truth = dict(version=1, seed=o.seed, world=o.scenario, exchanges=len(w.rows), populations=pops, campaigns=camps,
        groups=[dict(name=g, accounts=sorted(set(i for i in ids))) for g, ids in w.groups.items()],
        accounts=[dict(account=a.id, population=kind(a), campaign=a.label or None) for a in act])
    with open(os.path.join(o.out, "truth.json"), "w", encoding="utf-8") as h: json.dump(truth, h, ensure_ascii=False, indent=1)
